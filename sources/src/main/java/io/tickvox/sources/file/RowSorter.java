package io.tickvox.sources.file;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows in bounded memory: what does not fit is written out in sorted runs, which are merged as they are read (external
 * merge sort). While there are more runs than may be open at once, the oldest are merged into one.
 */
final class RowSorter {
    private final SpillDirectory directory;
    private final long memoryBytes;
    private final int fanIn;
    private final List<SpilledRun> runs = new ArrayList<>();
    private List<Row> buffer = new ArrayList<>();
    private long buffered;
    private int named;

    /**
     * @param directory where runs are written
     * @param memoryBytes heap that rows may take before they are written out
     * @param fanIn runs open at once, at least 2
     */
    RowSorter(SpillDirectory directory, long memoryBytes, int fanIn) {
        this.directory = directory;
        this.memoryBytes = memoryBytes;
        this.fanIn = fanIn;
    }

    void add(Row row) {
        buffer.add(row);
        buffered += row.heapBytes();
        if (buffered > memoryBytes) {
            buffer.sort(Row.ORDER);
            runs.add(spill(new BufferedRows(buffer)));
            buffer = new ArrayList<>();
            buffered = 0;
        }
    }

    /** All rows added, in order; nothing may be added afterwards. */
    Rows sorted() {
        buffer.sort(Row.ORDER);
        while (runs.size() > fanIn) {
            List<SpilledRun> oldest = runs.subList(0, fanIn);
            SpilledRun merged = spill(new MergedRows(open(oldest)));
            oldest.forEach(SpilledRun::delete);
            oldest.clear();
            runs.add(merged);
        }
        List<Rows> inputs = new ArrayList<>(open(runs));
        inputs.add(new BufferedRows(buffer));
        return new MergedRows(inputs);
    }

    /** Runs written out so far that are still to be read. */
    int spilledRuns() {
        return runs.size();
    }

    private SpilledRun spill(Rows rows) {
        try (rows) {
            return SpilledRun.write(directory.path().resolve("run-" + named++), rows);
        } catch (IOException e) {
            throw notSpilled(e);
        }
    }

    private List<Rows> open(List<SpilledRun> from) {
        List<Rows> opened = new ArrayList<>();
        try {
            for (SpilledRun run : from) {
                opened.add(run.open());
            }
            return opened;
        } catch (IOException e) {
            opened.forEach(Rows::close);
            throw notSpilled(e);
        }
    }

    private TickvoxException notSpilled(IOException e) {
        return new TickvoxException(
                ErrorCode.DISK_FULL,
                "Cannot sort posts in '" + directory.path() + "': " + e.getMessage()
                        + ". Free space there, about as much as the files take when unpacked and packed again",
                e);
    }

    private static final class BufferedRows implements Rows {
        private final Iterator<Row> rows;

        BufferedRows(List<Row> rows) {
            this.rows = rows.iterator();
        }

        @Override
        public @Nullable Row next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {}
    }
}
