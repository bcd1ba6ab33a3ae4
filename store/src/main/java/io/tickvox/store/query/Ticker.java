package io.tickvox.store.query;

import org.jspecify.annotations.Nullable;

/**
 * A ticker as the directory knows it.
 *
 * @param name the company's name; the symbol where the directory does not know it
 * @param exchange null where the directory does not know the ticker
 */
public record Ticker(
        String symbol,
        String name,
        @Nullable String exchange,
        @Nullable String sector) {}
