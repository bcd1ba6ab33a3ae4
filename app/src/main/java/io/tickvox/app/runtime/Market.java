package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.text.Linker;
import io.tickvox.text.Listing;
import io.tickvox.text.Scorer;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The companies that posts are about, and what is made of the posts. */
public interface Market {
    /** The companies, for the table of listings. */
    List<Listing> listings();

    /** Finds again why a post is about a company. */
    Linker linker();

    /** Explains a score. */
    Scorer scorer();

    /**
     * Lays out the job.
     *
     * @param kept tickers to keep mentions and prices of; null for all that are known
     */
    void defineJob(
            StreamExecutionEnvironment environment,
            String brokers,
            String group,
            DatabaseAddress database,
            Config config,
            @Nullable List<String> kept);
}
