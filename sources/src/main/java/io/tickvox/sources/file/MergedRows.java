package io.tickvox.sources.file;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges inputs, each in {@link Row#ORDER}, into one in that order. */
final class MergedRows implements Rows {
    private record Head(Row row, Rows rest) {}

    private final List<? extends Rows> inputs;
    private final PriorityQueue<Head> heads;
    private @Nullable Rows taken;
    private boolean started;

    MergedRows(List<? extends Rows> inputs) {
        this.inputs = List.copyOf(inputs);
        this.heads = new PriorityQueue<>(Math.max(1, inputs.size()), Comparator.comparing(Head::row, Row.ORDER));
    }

    @Override
    public @Nullable Row next() {
        if (!started) {
            inputs.forEach(this::pull);
            started = true;
        } else if (taken != null) {
            pull(taken);
        }
        Head first = heads.poll();
        taken = first == null ? null : first.rest();
        return first == null ? null : first.row();
    }

    private void pull(Rows from) {
        Row row = from.next();
        if (row != null) {
            heads.add(new Head(row, from));
        }
    }

    @Override
    public void close() {
        inputs.forEach(Rows::close);
    }
}
