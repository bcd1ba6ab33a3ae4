package io.tickvox.text;

import java.util.Arrays;
import java.util.List;

/** Makes immutable lists, most of them short, without copying twice. */
final class Few {
    private Few() {}

    /** The first {@code count} of {@code all}, which may be changed afterwards. */
    static <T> List<T> of(T[] all, int count) {
        return switch (count) {
            case 0 -> List.of();
            case 1 -> List.of(all[0]);
            case 2 -> List.of(all[0], all[1]);
            case 3 -> List.of(all[0], all[1], all[2]);
            case 4 -> List.of(all[0], all[1], all[2], all[3]);
            case 5 -> List.of(all[0], all[1], all[2], all[3], all[4]);
            case 6 -> List.of(all[0], all[1], all[2], all[3], all[4], all[5]);
            default -> List.of(Arrays.copyOf(all, count));
        };
    }
}
