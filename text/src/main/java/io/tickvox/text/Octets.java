package io.tickvox.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/*
 * A comparison of all eight octets at once: adding 0x80 − x to an octet of seven bits sets its highest bit if the octet is
 * at least x, and never carries into the next (Warren, Hacker's Delight, 2nd ed., section 6-1).
 */

/** Eight characters of a text at a time, as the octets of a {@code long}, the first lowest. Beyond ASCII they are {@link #WIDE}. */
final class Octets {
    /** Stands for any character beyond ASCII. */
    static final byte WIDE = -1;
    /** More octets than are ever read beyond a text's end, where there must be zeros. */
    static final int PADDING = 16;

    /** The bit in which ASCII letters of lower case differ from those of upper case. */
    static final long CASE = 0x2020202020202020L;

    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Octets() {}

    static long at(byte[] octets, int from) {
        return (long) LONGS.get(octets, from);
    }

    /** The highest bit of each octet that is no ASCII letter. */
    static long notLetters(long octets) {
        return ~letters(octets) & HIGH;
    }

    /** The highest bit of each octet that is no ASCII letter or digit. */
    static long notAlphanumeric(long octets) {
        long low = octets & ~HIGH;
        long digits = low + (0x80 - '0') * ONES & ~(low + (0x7F - '9') * ONES) & ~octets;
        return ~(letters(octets) | digits) & HIGH;
    }

    private static long letters(long octets) {
        long low = (octets | CASE) & ~HIGH;
        return low + (0x80 - 'a') * ONES & ~(low + (0x7F - 'z') * ONES) & ~octets;
    }

    /** The highest bit of each octet that is white space, a control character, a quotation mark or wide. */
    static long endsOfAddress(long octets) {
        long low = octets & ~HIGH;
        return (~(low + (0x7F - ' ') * ONES) | ~((low ^ '"' * ONES) + 0x7F * ONES) | octets) & HIGH;
    }

    /** Whether an octet is {@code sought}, which is of ASCII and not 0. */
    static boolean holds(long octets, char sought) {
        long different = octets ^ sought * ONES;
        return (different - ONES & ~different & HIGH) != 0;
    }

    /** How many bits there are in the octets before the first whose highest bit is set in {@code marks}; 64 if none is. */
    static int bitsBefore(long marks) {
        return Long.numberOfTrailingZeros(marks) & ~7;
    }

    /** Whether three equal octets stand in a row in {@code octets}, of which those set in {@code mask}, the first ones, count. */
    static boolean isElongated(long octets, long mask) {
        long different = octets ^ octets >>> Byte.SIZE;
        long run = different | different >>> Byte.SIZE | ~mask;
        return (run - ONES & ~run & HIGH) != 0;
    }

    /** A bit for each octet that is a letter of lower case, as far as all are letters or digits. */
    static long lowerCase(long octets) {
        return octets & octets << 1 & 0x4040404040404040L;
    }
}
