package io.tickvox.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.LiveSources;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();
    private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectories(root.resolve("project/deep/er"));
        home = Files.createDirectories(root.resolve("home"));
    }

    @Test
    void takesDefaultsWhereNothingIsSet() {
        Config config = load(null);

        assertThat(config.value(Keys.SERVER_PORT)).isEqualTo(7070);
        assertThat(config.value(Keys.DATA_DIR)).isEqualTo(home.resolve(".local/share/tickvox"));
        assertThat(config.value(Keys.PIPELINE_HORIZON)).isEqualTo(Duration.ofHours(48));
        assertThat(config.optional(Keys.SYMBOLS)).isEmpty();
        assertThat(config.setting(Keys.SERVER_PORT).origin().text()).isEqualTo("default");
    }

    @Test
    void prefersFlagThenEnvironmentThenNearestFileThenUserFile() throws IOException {
        write(
                home.resolve(".config/tickvox/tickvox.yaml"),
                "server.port: 1\nserver.host: a\nlog.level: warn\nsymbols: A");
        write(root.resolve("project/tickvox.yaml"), "server:\n  port: 2\n  host: b\nlog.level: debug\n");
        environment.put("TICKVOX_SERVER_PORT", "3");
        environment.put("TICKVOX_SERVER_HOST", "c");
        flags.put("server.port", "4");

        Config config = load(null);

        assertThat(config.value(Keys.SERVER_PORT)).isEqualTo(4);
        assertThat(config.value(Keys.SERVER_HOST)).isEqualTo("c");
        assertThat(config.value(Keys.LOG_LEVEL)).isEqualTo("debug");
        assertThat(config.value(Keys.SYMBOLS)).containsExactly("A");
        assertThat(config.setting(Keys.SERVER_PORT).origin().text()).isEqualTo("flag --server-port");
        assertThat(config.setting(Keys.SERVER_HOST).origin().text()).isEqualTo("environment TICKVOX_SERVER_HOST");
        assertThat(config.setting(Keys.LOG_LEVEL).origin().text()).endsWith("project/tickvox.yaml:4");
    }

    @Test
    void readsTheNamedFileInsteadOfTheNearest() throws IOException {
        write(root.resolve("project/tickvox.yaml"), "server.port: 2\n");
        write(work.resolve("other.yaml"), "server.host: named\n");

        Config config = load(Path.of("other.yaml"));

        assertThat(config.value(Keys.SERVER_HOST)).isEqualTo("named");
        assertThat(config.value(Keys.SERVER_PORT)).isEqualTo(7070);
    }

    @Test
    void takesPathsInAFileFromTheFilesFolder() throws IOException {
        write(root.resolve("project/tickvox.yaml"), "data-dir: state\n");

        assertThat(load(null).value(Keys.DATA_DIR)).isEqualTo(root.resolve("project/state"));
    }

    @Test
    void takesPathsFromTheHomeFolderAfterATilde() throws IOException {
        write(root.resolve("project/tickvox.yaml"), "data-dir: ~/state\n");

        assertThat(load(null).value(Keys.DATA_DIR)).isEqualTo(home.resolve("state"));
    }

    @Test
    void readsListsAndTexts() throws IOException {
        write(work.resolve("tickvox.yaml"), "symbols: [aapl, $BRK.B]\nserver.enabled: no\npostgres.password: 0123\n");

        Config config = load(null);

        assertThat(config.value(Keys.SYMBOLS)).containsExactly("AAPL", "BRK.B");
        assertThat(config.value(Keys.SERVER_ENABLED)).isFalse();
        assertThat(config.value(Keys.POSTGRES_PASSWORD)).isEqualTo("0123");
    }

    @Test
    void reportsEveryProblemAtOnceWithItsPlace() throws IOException {
        write(
                work.resolve("tickvox.yaml"),
                "sever.port: 1\nkafka:\n  prot: 3\n  partitions: many\nserver.port: 80\nserver.port: 81\n");
        environment.put("TICKVOX_SERVR_PORT", "1");
        flags.put("pipeline.horizon", "2 days");

        List<String> problems = problems();

        assertThat(problems)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("Unknown key 'sever.port': did you mean 'server.port'?")
                        .endsWith("tickvox.yaml:1)"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("Unknown key 'kafka.prot': did you mean 'kafka.port'?")
                        .endsWith("tickvox.yaml:3)"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("Invalid kafka.partitions 'many': expected a whole number 1..1000")
                        .endsWith("tickvox.yaml:4)"))
                .anySatisfy(text -> assertThat(text).startsWith("Key 'server.port' stands twice"))
                .contains("Unknown environment variable 'TICKVOX_SERVR_PORT': did you mean 'TICKVOX_SERVER_PORT'?"
                        + " (environment)")
                .contains("Invalid pipeline.horizon '2 days': expected a number and one of ms, s, m, h, d"
                        + " (flag --pipeline-horizon)")
                .hasSize(6);
    }

    @Test
    void findsInvalidValuesEvenWhereOthersStandAboveThem() throws IOException {
        write(work.resolve("tickvox.yaml"), "server.port: eighty\n");
        flags.put("server.port", "80");

        assertThat(problems()).hasSize(1);
    }

    @Test
    void reportsBrokenFiles() throws IOException {
        write(work.resolve("tickvox.yaml"), "server: [1,\n");
        assertThat(problems()).singleElement().asString().contains("Invalid YAML", "tickvox.yaml:");

        Files.write(work.resolve("tickvox.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(problems()).singleElement().asString().contains("not UTF-8");

        write(work.resolve("tickvox.yaml"), "- a\n");
        assertThat(problems()).singleElement().asString().contains("expected keys and values");
    }

    @Test
    void reportsANamedFileThatIsNotThere() {
        assertThatThrownBy(() -> load(Path.of("none.yaml")))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
                .hasMessage("Cannot read the settings: there is no such file (" + work.resolve("none.yaml") + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "yahoo.base-url, wss://query1.finance.yahoo.com, http or https",
        "yahoo.base-url, 'https://a.example,https://b.example', http or https",
        "kinesis.base-url, ws://127.0.0.1:4567, http or https",
        "bluesky.base-url, http://jetstream.example, ws or wss",
        "coinbase.base-url, 'wss://a.example,wss://b.example', ws or wss",
        "yahoo-stream.base-url, https://streamer.example, ws or wss",
        "finnhub.socket-url, https://ws.finnhub.io, ws or wss",
        "proxy, socks5://proxy.example:1080, http://host:port",
        "proxy, https://proxy.example:3128, http://host:port"
    })
    void refusesAnAddressThatTheSourceCannotBeReachedBy(String option, String address, String expected) {
        flags.put("sources." + option, address);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("Invalid sources." + option + " '" + address + "': expected ")
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "bluesky.base-url, 'wss://a.example, ws://b.example:1'",
        "coinbase.base-url, wss://a.example",
        "finnhub.base-url, https://finnhub.io/api/v1",
        "proxy, http://squid_proxy:3128"
    })
    void takesTheAddressesThatSourcesAreReachedBy(String option, String address) {
        flags.put("sources." + option, address);

        assertThat(problems()).isEmpty();
    }

    @Test
    void showsNoAddressThatHasAQuerySinceThatMayHoldAKey() {
        flags.put("sources.finnhub.base-url", "https://finnhub.io/api/v1?token=s3cretpw");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("Invalid sources.finnhub.base-url: expected ")
                .doesNotContain("s3cretpw");
    }

    @Test
    void neverShowsSecrets() {
        flags.put("postgres.password", "hunter2");
        flags.put("postgres.url", "jdbc:postgresql://h:1/d?user=u&password=hunter2");

        ConfigLoader.Result result = new ConfigLoader(environment, work, home).inspect(flags, null);

        assertThat(result.problems()).hasSize(1);
        assertThat(result.problems().toString() + result.config().settings())
                .doesNotContain("hunter2")
                .contains("********");
    }

    @Test
    void takesACredentialWithoutTheLineEndThatCameWithIt() {
        environment.put("TICKVOX_SOURCES_X_BEARER_TOKEN", "hunter2\n");

        assertThat(load(null).settings().toString()).doesNotContain("hunter2");
        assertThat(option("x", "bearer-token")).hasValue("hunter2");
    }

    @Test
    void keepsTheSpacesWithinACredential() throws IOException {
        environment.put("TICKVOX_SOURCES_REDDIT_PASSWORD", "correct horse, battery");
        Path file = root.resolve("secret");
        write(file, " with some  spaces \n");
        environment.put("TICKVOX_SOURCES_REDDIT_CLIENT_SECRET_FILE", file.toString());

        assertThat(option("reddit", "password")).hasValue("correct horse, battery");
        assertThat(option("reddit", "client-secret")).hasValue("with some  spaces");
    }

    private Optional<String> option(String source, String name) {
        SourceInfo info = LiveSources.all().stream()
                .map(SourceFactory::info)
                .filter(some -> some.name().equals(source))
                .findAny()
                .orElseThrow();
        return SourceKeys.settings(load(null), info).find(name);
    }

    @Test
    void refusesACredentialThatNoRequestCanCarryWithoutShowingIt() {
        environment.put("TICKVOX_SOURCES_X_BEARER_TOKEN", "hunter2…");
        environment.put("TICKVOX_SCORERS_HTTP_TOKEN", "hunter2\r\nX: y");

        assertThat(problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                .contains("printable ASCII characters")
                .doesNotContain("hunter2"));
    }

    @Test
    void refusesWhatNoHeaderCanCarry() {
        environment.put("TICKVOX_SOURCES_USER_AGENT", "Tickvox – me");
        environment.put("TICKVOX_SOURCES_REDDIT_USERNAME", "some\nbody");
        environment.put("TICKVOX_SOURCES_REDDIT_CLIENT_ID", "äpp");

        assertThat(problems()).hasSize(3).allSatisfy(problem -> assertThat(problem)
                .contains("printable ASCII characters"));
    }

    @Test
    void ignoresAnEmptyVariable() {
        environment.put("TICKVOX_SERVER_PORT", "");

        assertThat(load(null).value(Keys.SERVER_PORT)).isEqualTo(7070);
    }

    private Config load(@Nullable Path file) {
        return new ConfigLoader(environment, work, home).load(flags, file);
    }

    private List<String> problems() {
        return new ConfigLoader(environment, work, home)
                .inspect(flags, null).problems().stream().map(Problem::toString).toList();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
