package io.tickvox.testkit.truth;

/** What landed; the simulator's {@code TruthSummary} tells what each count is. */
public record SummaryTruth(
        long payloads,
        long quotePayloads,
        long delivered,
        long posts,
        long duplicates,
        long edited,
        long deleted,
        long malformed,
        long reposts,
        long copies,
        long noise,
        long mentions) {}
