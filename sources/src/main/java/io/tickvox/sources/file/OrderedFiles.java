package io.tickvox.sources.file;

import io.tickvox.model.TickvoxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The rows of several files in the order of their times. Each file is read through once to see whether it is in order. One
 * that is gets merged as it stands, read once more; one that is not is sorted, and so are those beyond the number of files
 * that may be open at once.
 *
 * @param rows in {@link Row#ORDER}
 * @param count how many they are
 * @param problems of files that could not be read to their end
 */
record OrderedFiles(Rows rows, long count, List<TickvoxException> problems) implements AutoCloseable {
    /** Files, and sorted runs, open at once. */
    static final int FAN_IN = 64;

    private static final int ROWS_A_REPORT = 1_000;

    /**
     * @param open the rows of a file as they stand
     * @param cancelled ends the reading early, with the rows read by then
     * @param read told now and then how many bytes have been read of all files together
     */
    static OrderedFiles of(
            List<InputFile> files,
            Function<InputFile, FileRows> open,
            RowSorter sorter,
            BooleanSupplier cancelled,
            LongConsumer read) {
        List<Rows> inputs = new ArrayList<>();
        List<TickvoxException> problems = new ArrayList<>();
        long count = 0;
        long before = 0;
        for (InputFile file : files) {
            long start = before;
            LongConsumer readHere = bytes -> read.accept(start + bytes);
            boolean inOrder = false;
            if (inputs.size() < FAN_IN) {
                try (FileRows rows = open.apply(file)) {
                    long rowsInOrder = countInOrder(rows, cancelled, readHere);
                    inOrder = rowsInOrder >= 0;
                    if (inOrder) {
                        count += rowsInOrder;
                        addProblem(rows, problems);
                        inputs.add(open.apply(file));
                    }
                }
            }
            if (!inOrder) {
                try (FileRows rows = open.apply(file)) {
                    count += sort(rows, sorter, cancelled, readHere);
                    addProblem(rows, problems);
                }
            }
            before += file.size();
            read.accept(before);
        }
        inputs.add(sorter.sorted());
        return new OrderedFiles(new MergedRows(inputs), count, problems);
    }

    @Override
    public void close() {
        rows.close();
    }

    /** How many {@code rows} there are, or -1 as soon as one is earlier than the one before. */
    private static long countInOrder(FileRows rows, BooleanSupplier cancelled, LongConsumer read) {
        long count = 0;
        long time = EventTimes.NONE;
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (row.time() < time) {
                return -1;
            }
            time = row.time();
            if (++count % ROWS_A_REPORT == 0) {
                read.accept(rows.bytesRead());
                if (cancelled.getAsBoolean()) {
                    return count;
                }
            }
        }
        return count;
    }

    private static long sort(FileRows rows, RowSorter sorter, BooleanSupplier cancelled, LongConsumer read) {
        long count = 0;
        for (Row row = rows.next(); row != null; row = rows.next()) {
            sorter.add(row);
            if (++count % ROWS_A_REPORT == 0) {
                read.accept(rows.bytesRead());
                if (cancelled.getAsBoolean()) {
                    return count;
                }
            }
        }
        return count;
    }

    private static void addProblem(FileRows rows, List<TickvoxException> problems) {
        TickvoxException problem = rows.problem();
        if (problem != null) {
            problems.add(problem);
        }
    }
}
