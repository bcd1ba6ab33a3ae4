package io.tickvox.server;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the stack is, part by part.
 *
 * @param dataTime newest event time seen, on a replay of 2014 in 2014; null before the first
 * @param components the parts; {@code /health} is up while all of them are
 * @param scorer what judges posts; null before it is known
 */
public record Status(
        @Nullable Instant dataTime,
        List<ComponentStatus> components,
        List<SourceStatus> sources,
        PipelineStatus pipeline,
        @Nullable ScorerStatus scorer) {
    /** Without a word on the scorer. */
    public Status(
            @Nullable Instant dataTime,
            List<ComponentStatus> components,
            List<SourceStatus> sources,
            PipelineStatus pipeline) {
        this(dataTime, components, sources, pipeline, null);
    }

    public Status {
        components = List.copyOf(components);
        sources = List.copyOf(sources);
        Objects.requireNonNull(pipeline, "pipeline");
    }
}
