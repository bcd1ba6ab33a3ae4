package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void closesInAFixedOrderWhateverTheOrderOfOpening() throws Exception {
        Parts parts = new Parts();
        open(parts, Parts.Kind.JOB, "job");
        open(parts, Parts.Kind.DATA_DIR, "folder");
        open(parts, Parts.Kind.KAFKA, "kafka");

        parts.close();

        assertThat(closed).containsExactly("job", "kafka", "folder");
    }

    @Test
    void closesTheOthersWhenOneFailsToClose() throws Exception {
        Parts parts = new Parts();
        open(parts, Parts.Kind.KAFKA, "kafka");
        parts.open(Parts.Kind.JOB, () -> () -> {
            throw new IllegalStateException("broken");
        });

        parts.close();

        assertThat(closed).containsExactly("kafka");
    }

    @Test
    void opensNothingOnceClosed() {
        Parts parts = new Parts();
        parts.close();

        assertThatThrownBy(() -> open(parts, Parts.Kind.KAFKA, "kafka")).isInstanceOf(CancellationException.class);
        assertThat(closed).isEmpty();
    }

    @Test
    void waitsForWhatIsBeingOpenedAndClosesIt() throws Exception {
        Parts parts = new Parts();
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        Thread opener = new Thread(() -> {
            try {
                parts.open(Parts.Kind.KAFKA, () -> {
                    opening.countDown();
                    mayOpen.await();
                    return () -> closed.add("kafka");
                });
            } catch (Exception e) {
                closed.add(e.toString());
            }
        });
        opener.start();
        opening.await();
        Thread closer = new Thread(parts::close);
        closer.start();
        mayOpen.countDown();
        closer.join();
        opener.join();

        assertThat(closed).containsExactly("kafka");
    }

    private void open(Parts parts, Parts.Kind kind, String name) throws Exception {
        parts.open(kind, () -> () -> closed.add(name));
    }
}
