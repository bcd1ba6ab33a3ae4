package io.tickvox.testkit.truth;

import java.time.Duration;

/**
 * What leads what.
 *
 * @param relation {@code sentiment_leads}, {@code price_leads} or {@code none}
 * @param lag by how long; zero for {@code none}
 */
public record LeadTruth(String symbol, String relation, Duration lag) {}
