package io.tickvox.sources.file;

/**
 * How far a replay has come. It first reads the files through, to see whether they are in order, and then lands them.
 *
 * @param bytesRead of the files, in the first reading
 * @param bytesTotal size of the files
 * @param landed lines landed or found landed already; 0 in the first reading
 * @param linesTotal lines to land; 0 until the first reading is done
 */
public record ReplayProgress(long bytesRead, long bytesTotal, long landed, long linesTotal) {
    /** Whether the first reading is done. */
    public boolean landing() {
        return linesTotal > 0;
    }
}
