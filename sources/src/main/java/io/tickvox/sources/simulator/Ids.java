package io.tickvox.sources.simulator;

/** Post ids as the networks make them: unique, and growing with time. */
final class Ids {
    private static final long X_EPOCH_MILLIS = 1_288_834_974_657L;
    private static final String SORTABLE = "234567abcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    /**
     * The number behind the id of the {@code ordinal}-th post that a network gets in a second.
     *
     * @param ordinal 0..999
     */
    static long number(Network network, long createdMillis, int ordinal, Dice dice) {
        return switch (network) {
            // 41 bits of time, then ours: ten bits of place and twelve of chance.
            case X -> Math.max(0, createdMillis - X_EPOCH_MILLIS) << 22 | (long) ordinal << 12 | dice.below(4096);
            case STOCKTWITS, REDDIT -> createdMillis / 1000 * 1000 + ordinal;
            // Microseconds and a ten-bit clock id.
            case BLUESKY -> (createdMillis * 1000 + ordinal) << 10 | dice.below(1024);
        };
    }

    /** {@code number} as the network writes it; a Reddit fullname's prefix and a Bluesky author stand in front elsewhere. */
    static String text(Network network, long number) {
        return switch (network) {
            case X, STOCKTWITS -> Long.toString(number);
            case REDDIT -> Long.toString(number, 36);
            case BLUESKY -> timestampId(number);
        };
    }

    /** AT Protocol's TID: 13 characters of a base 32 that sorts like the number. */
    static String timestampId(long number) {
        char[] out = new char[13];
        long rest = number;
        for (int i = 12; i >= 0; i--) {
            out[i] = SORTABLE.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(out);
    }
}
