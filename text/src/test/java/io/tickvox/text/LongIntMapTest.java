package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class LongIntMapTest {
    @Property(tries = 200)
    void holdsWhatAMapHolds(@ForAll @Size(max = 300) List<Integer> numbers) {
        LongIntMap map = new LongIntMap(4);
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            map.put(Hash.mix(numbers.get(i)), i);
            expected.put(Hash.mix(numbers.get(i)), i);
        }
        expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        for (int number : numbers) {
            long other = Hash.mix(number + (1L << 40));
            assertThat(map.get(other)).isEqualTo(-1);
        }
    }
}
