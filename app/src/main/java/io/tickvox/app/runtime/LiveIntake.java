package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.SourceKeys;
import io.tickvox.model.Post;
import io.tickvox.pipeline.core.Mentions;
import io.tickvox.sources.Landing;
import io.tickvox.sources.LiveSources;
import io.tickvox.sources.live.IntakeSettings;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.SymbolList;
import io.tickvox.sources.live.Timing;
import io.tickvox.sources.net.Proxies;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The live sources that the settings want, on the stack's landing and tables. */
public final class LiveIntake implements AutoCloseable {
    private final Intakes intakes;
    private final SymbolList symbols;

    private LiveIntake(Intakes intakes, SymbolList symbols) {
        this.intakes = intakes;
        this.symbols = symbols;
    }

    static LiveIntake start(Config config, Landing landing, DataSource database, Market market, Clock clock) {
        Map<SourceFactory, SourceSettings> wanted = new LinkedHashMap<>();
        List<SourceInfo> unwanted = new ArrayList<>();
        for (SourceFactory factory : LiveSources.all()) {
            if (SourceKeys.isEnabled(config, factory.info())) {
                wanted.put(factory, SourceKeys.settings(config, factory.info()));
            } else {
                unwanted.add(factory.info());
            }
        }
        SymbolList symbols = new SymbolList(SourceKeys.symbols(config));
        IntakeSettings settings = new IntakeSettings(
                landing,
                new StoredIntake(database, clock),
                new SourceEnvironment(
                        web(config),
                        linkable(market),
                        wanted.keySet().stream()
                                .map(factory -> factory.info().name())
                                .collect(Collectors.toSet())),
                Timing.of(clock),
                symbols,
                new SecureRandom(),
                config.value(SourceKeys.BACKFILL));
        return new LiveIntake(Intakes.start(settings, wanted, unwanted), symbols);
    }

    /** The way to the APIs that the settings describe. */
    public static Web web(Config config) {
        return new Web(WebSettings.of(
                config.value(SourceKeys.USER_AGENT),
                Proxies.of(config.optional(SourceKeys.PROXY).orElse(null), System.getenv())));
    }

    private static Predicate<Post> linkable(Market market) {
        return post -> !market.linker().link(Mentions.document(post)).isEmpty();
    }

    /** How each source is. */
    List<SourceReport> reports() {
        return intakes.reports();
    }

    /** Follows {@code wanted} from now on; false if that is no change. */
    boolean followSymbols(List<String> wanted) {
        return symbols.change(wanted);
    }

    @Override
    public void close() {
        intakes.close();
    }
}
