package io.tickvox.sources.file;

import static io.tickvox.sources.file.Replays.file;
import static io.tickvox.sources.file.Replays.gzip;
import static io.tickvox.sources.file.Replays.land;
import static io.tickvox.sources.file.Replays.post;
import static io.tickvox.sources.file.Replays.posts;
import static io.tickvox.sources.file.Replays.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.Mappers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReplayTest {
    private static final Instant T0 = Instant.parse("2014-01-02T15:00:00Z");
    private static final String HEADER = "ticker,date,open,high,low,close,adj_close,volume";

    private final MemoryLanding landing = new MemoryLanding(2);

    @TempDir
    private Path directory;

    @Nested
    final class Lines {
        @Test
        void landAsTheyStandWithTheirPlace() {
            String first = post(1, T0);
            String second = post(2, T0.plusSeconds(5));
            Path file = file(directory.resolve("a.jsonl"), first + "\r", second);
            ReplayResult result = land(posts(directory, file), landing);
            assertThat(landing.lines(Channel.POSTS))
                    .extracting(MemoryLanding.Landed::payload)
                    .containsExactly(first, second);
            Envelope envelope = landing.lines(Channel.POSTS).get(1).envelope();
            assertThat(envelope.source()).isEqualTo("x");
            assertThat(envelope.stream()).isEqualTo("v1.1");
            assertThat(envelope.observedAt()).isEqualTo(Replays.NOW);
            assertThat(envelope.position()).matches("a\\.jsonl@[0-9a-f]{8}:2");
            assertThat(result.lines()).containsEntry(Channel.POSTS, 2L).containsEntry(Channel.QUOTES, 0L);
            assertThat(result.newest()).containsOnly(java.util.Map.entry(Channel.POSTS, T0.plusSeconds(5)));
            assertThat(result.complete()).isTrue();
        }

        @Test
        void endInAHeartbeatWithTheNewestTimeOnEveryPartition() {
            land(posts(directory, file(directory.resolve("a"), post(1, T0), post(2, T0.minusSeconds(9)))), landing);
            assertThat(landing.heartbeats(Channel.POSTS))
                    .extracting(MemoryLanding.Landed::payload)
                    .containsExactly(T0.toString(), T0.toString());
            assertThat(landing.heartbeats(Channel.QUOTES)).isEmpty();
        }

        @Test
        void areTakenFromGzipAndZstdWhateverTheFileIsCalled() {
            String text = post(1, T0) + "\n" + post(2, T0) + "\n";
            Path gzip = file(directory.resolve("a.txt"), gzip(text));
            Path zstd = file(directory.resolve("b.gz"), Zstd.compress(text.getBytes(StandardCharsets.UTF_8)));
            land(posts(directory, gzip, zstd), landing);
            assertThat(landing.lines(Channel.POSTS))
                    .extracting(MemoryLanding.Landed::payload)
                    .containsExactly(post(1, T0), post(2, T0), post(1, T0), post(2, T0));
        }

        @Test
        void ofSeveralGzipMembersAllLand() {
            byte[] one = gzip(post(1, T0) + "\n");
            byte[] two = gzip(post(2, T0) + "\n");
            byte[] both = Arrays.copyOf(one, one.length + two.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            land(posts(directory, file(directory.resolve("a.gz"), both)), landing);
            assertThat(landing.lines(Channel.POSTS)).hasSize(2);
        }

        @Test
        void thatAreBlankAreIgnoredButCounted() {
            land(posts(directory, file(directory.resolve("a"), "", post(1, T0), " \t\r", post(2, T0), "")), landing);
            assertThat(positions()).containsExactly("2", "4");
        }

        @Test
        void thatAreDamagedLandInTheirPlace() {
            byte[] text = (post(1, T0) + "\n{\"created_at\":\"Thu\n\u0000\u0001\nnot json\n" + post(2, T0) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            text[text.length - 5] = (byte) 0xFF;
            land(posts(directory, file(directory.resolve("a"), text)), landing);
            assertThat(positions()).containsExactly("1", "2", "3", "4", "5");
        }

        @Test
        void withoutTerminatorAtTheEndLand() {
            byte[] text = (post(1, T0) + "\n" + post(2, T0)).getBytes(StandardCharsets.UTF_8);
            land(posts(directory, file(directory.resolve("a"), text)), landing);
            assertThat(positions()).containsExactly("1", "2");
        }

        @Test
        void longerThanTheBoundLandCutAndMarked() {
            String huge = "{\"text\":\"" + "x".repeat(17 << 20) + "\"}";
            String large = "{\"text\":\"" + "x".repeat(15 << 20) + "\"}";
            land(posts(directory, file(directory.resolve("a"), huge, large, post(1, T0))), landing);
            List<MemoryLanding.Landed> landed = landing.lines(Channel.POSTS);
            assertThat(landed).hasSize(3);
            assertThat(landed.get(0).payload()).isEqualTo(huge.substring(0, 64 << 10));
            assertThat(landed.get(0).envelope().contentType())
                    .isEqualTo("application/json; truncated=" + huge.length());
            List<Normalised> mapped = new ArrayList<>();
            Mappers.standard().map(landed.get(0).envelope(), "", mapped::add);
            assertThat(mapped).singleElement().isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(
                            rejection.reason())
                    .isEqualTo(Rejection.Reason.TOO_LARGE));
            assertThat(landed.get(1).payload()).isEqualTo(large);
        }

        private List<String> positions() {
            return landing.lines(Channel.POSTS).stream()
                    .map(each -> String.valueOf(each.envelope().position()))
                    .map(position -> position.substring(position.lastIndexOf(':') + 1))
                    .toList();
        }
    }

    @Nested
    final class Order {
        @Test
        void isThatOfThePostsTimesAcrossFiles() {
            Path one = file(directory.resolve("a"), post(1, at(0)), post(3, at(20)), post(5, at(40)));
            Path two = file(directory.resolve("b"), post(2, at(10)), post(4, at(20)), post(6, at(50)));
            land(posts(directory, one, two), landing);
            assertThat(payloads())
                    .containsExactly(
                            post(1, at(0)),
                            post(2, at(10)),
                            post(3, at(20)),
                            post(4, at(20)),
                            post(5, at(40)),
                            post(6, at(50)));
        }

        @Test
        void isKeptForLinesOfEqualTime() {
            List<String> same =
                    IntStream.range(0, 100).mapToObj(i -> post(i, T0)).toList();
            List<String> lines = new ArrayList<>(same);
            lines.add(post(1_000, T0.minusSeconds(1)));
            land(posts(directory, file(directory.resolve("a"), lines.toArray(String[]::new))), landing);
            assertThat(payloads().subList(1, 101)).isEqualTo(same);
            assertThat(payloads().get(0)).isEqualTo(post(1_000, T0.minusSeconds(1)));
        }

        @Test
        void ofALineWithoutTimeIsThatOfTheLineBefore() {
            Path one = file(directory.resolve("a"), "junk", post(1, at(10)), "broken", post(2, at(30)));
            Path two = file(directory.resolve("b"), post(3, at(20)));
            land(posts(directory, one, two), landing);
            assertThat(payloads()).containsExactly("junk", post(1, at(10)), "broken", post(3, at(20)), post(2, at(30)));
        }

        @Test
        void isNotUpsetByTimesThatNoPostCanHave() {
            Path one = file(
                    directory.resolve("a"),
                    post(1, at(10)),
                    post(2, Instant.EPOCH),
                    post(3, Instant.parse("2099-01-01T00:00:00Z")),
                    post(4, at(20)));
            ReplayResult result = land(posts(directory, one), landing);
            assertThat(result.newest()).containsEntry(Channel.POSTS, at(20));
            assertThat(payloads()).hasSize(4).endsWith(post(4, at(20)));
        }

        @Test
        void marksEachLineWithItsNumberAndSharesThemOutByIt() {
            land(
                    posts(directory, file(directory.resolve("a"), post(2, at(9)), post(1, at(1)), post(3, at(10)))),
                    landing);
            assertThat(landing.lines(Channel.POSTS)).allSatisfy(each -> {
                assertThat(each.mark()).isNotNull();
                assertThat((long) each.partition()).isEqualTo(each.mark().sequence() % 2);
            });
        }

        private Instant at(int seconds) {
            return T0.plusSeconds(seconds);
        }

        private List<String> payloads() {
            return landing.lines(Channel.POSTS).stream()
                    .map(MemoryLanding.Landed::payload)
                    .toList();
        }
    }

    @Nested
    final class Pages {
        private static final String PAGE = "{\"data\":[{\"id\":\"1\",\"created_at\":\"2021-05-06T00:00:00.000Z\"},"
                + "{\"id\":\"2\",\"created_at\":\"2021-05-06T00:00:09.000Z\"}],"
                + "\"includes\":{\"users\":[{\"created_at\":\"2030-01-01T00:00:00.000Z\"}]},\"meta\":{\"result_count\":2}}";

        @Test
        void standOneALine() {
            land(posts(directory, file(directory.resolve("a"), PAGE, PAGE)), landing);
            assertThat(landing.lines(Channel.POSTS)).hasSize(2).allSatisfy(each -> assertThat(each.envelope().stream())
                    .isEqualTo("search"));
        }

        @Test
        void maySpanAFile() {
            String pretty = PAGE.replace(",", ",\n  ") + "\n";
            ReplayResult result = land(
                    posts(directory, file(directory.resolve("a"), pretty.getBytes(StandardCharsets.UTF_8))), landing);
            assertThat(landing.lines(Channel.POSTS)).singleElement().satisfies(each -> {
                assertThat(each.payload()).isEqualTo(pretty);
                assertThat(each.envelope().stream()).isEqualTo("search");
                assertThat(each.envelope().position()).endsWith(":1");
            });
            assertThat(result.newest()).containsEntry(Channel.POSTS, Instant.parse("2021-05-06T00:00:09Z"));
        }

        @Test
        void withoutPostsArePages() {
            land(posts(directory, file(directory.resolve("a"), "{\"meta\":{\"result_count\":0}}")), landing);
            assertThat(landing.lines(Channel.POSTS).get(0).envelope().stream()).isEqualTo("search");
        }

        @Test
        void ofTheStreamAreToldFromThem() {
            String line = "{\"data\":{\"id\":\"1\",\"created_at\":\"2021-05-06T00:00:00.000Z\"},\"matching_rules\":[]}";
            ReplayResult result = land(posts(directory, file(directory.resolve("a"), line)), landing);
            assertThat(landing.lines(Channel.POSTS).get(0).envelope().stream()).isEqualTo("stream");
            assertThat(result.newest()).containsEntry(Channel.POSTS, Instant.parse("2021-05-06T00:00:00Z"));
        }

        @Test
        void areNotMadeOfLinesBecauseTheFirstIsDamaged() {
            land(posts(directory, file(directory.resolve("a"), "{\"id\":", post(1, T0), post(2, T0))), landing);
            assertThat(landing.lines(Channel.POSTS)).hasSize(3);
        }
    }

    @Nested
    final class Prices {
        private static final String AAPL_2 = "AAPL,2014-01-02,1,2,0.5,1.5,1.5,100";
        private static final String AAPL_3 = "AAPL,2014-01-03,1,2,0.5,1.5,1.5,100";
        private static final String BRK_2 = "BRK-A,2014-01-02,1,2,0.5,1.5,1.5,100";

        @Test
        void landByDateEachBelowTheHeader() {
            ReplayResult result = land(
                    prices(directory, Set.of(), file(directory.resolve("p.csv"), HEADER, AAPL_2, AAPL_3, BRK_2)),
                    landing);
            assertThat(landing.lines(Channel.QUOTES))
                    .extracting(MemoryLanding.Landed::payload)
                    .containsExactly(HEADER + "\n" + AAPL_2, HEADER + "\n" + BRK_2, HEADER + "\n" + AAPL_3);
            Envelope envelope = landing.lines(Channel.QUOTES).get(1).envelope();
            assertThat(envelope.source()).isEqualTo("file");
            assertThat(envelope.stream()).isEqualTo("prices-daily");
            assertThat(envelope.contentType()).isEqualTo(Envelope.CSV);
            assertThat(envelope.position()).matches("p\\.csv@[0-9a-f]{8}:4");
            assertThat(result.newest()).containsEntry(Channel.QUOTES, Instant.parse("2014-01-03T21:00:00Z"));
        }

        @Test
        void ofOtherSymbolsDoNotLand() {
            land(
                    prices(
                            directory,
                            Set.of("brk-a"),
                            file(directory.resolve("p.csv"), HEADER, AAPL_2, "broken", BRK_2)),
                    landing);
            assertThat(landing.lines(Channel.QUOTES))
                    .extracting(MemoryLanding.Landed::payload)
                    .containsExactly(HEADER + "\nbroken", HEADER + "\n" + BRK_2);
        }

        @Test
        void needAHeader() {
            Path posts = file(directory.resolve("a.jsonl"), post(1, T0));
            assertThatThrownBy(() -> land(prices(directory, Set.of(), posts), landing))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE))
                    .hasMessageContaining("a.jsonl")
                    .hasMessageContaining("--posts");
        }
    }

    @Nested
    final class Damage {
        @Test
        void ofAGzipFileIsToldAfterWhatCanBeReadHasLanded() {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, 5_000)
                    .forEach(i -> text.append(post(i, T0.plusSeconds(i % 700))).append('\n'));
            byte[] whole = gzip(text.toString());
            Path cut = file(directory.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
            Path sound = file(directory.resolve("sound"), post(1, T0));
            ReplayResult result = land(posts(directory, cut, sound), landing);
            int landed = landing.lines(Channel.POSTS).size() - 1;
            assertThat(landed).isBetween(1_000, 4_999);
            assertThat(landing.lines(Channel.POSTS))
                    .allSatisfy(each -> assertThat(each.payload()).endsWith("}"));
            assertThatThrownBy(result::throwIfDamaged)
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE))
                    .hasMessageContaining("cut.gz")
                    .hasMessageContaining("after line " + landed)
                    .hasMessageContaining("byte " + whole.length / 2);
        }

        @Test
        void ofAZstdFileIsToldToo() {
            byte[] whole = Zstd.compress((post(1, T0) + "\n").repeat(9).getBytes(StandardCharsets.UTF_8));
            Path cut = file(directory.resolve("cut.zst"), Arrays.copyOf(whole, whole.length - 3));
            ReplayResult result = land(posts(directory, cut), landing);
            assertThat(result.problems()).hasSize(1);
            assertThat(result.complete()).isTrue();
        }

        @Test
        void ofPathsIsToldBeforeAnythingLands() {
            Path absent = directory.resolve("absent.jsonl");
            assertThatThrownBy(() -> land(posts(directory, absent), landing))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND))
                    .hasMessageContaining("absent.jsonl");
            assertThatThrownBy(() -> land(posts(directory, directory), landing))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE));
            assertThat(landing.all()).isEmpty();
        }
    }

    @Test
    void emptyFilesLandNothing() {
        ReplayResult result = land(posts(directory, file(directory.resolve("a"), new byte[0])), landing);
        assertThat(result.complete()).isTrue();
        assertThat(landing.all()).isEmpty();
    }

    @Test
    void fingerprintTellsReplaysApart() throws Exception {
        Path one = file(directory.resolve("a"), post(1, T0));
        Path two = file(directory.resolve("b"), post(2, T0));
        Path sub = Files.createDirectory(directory.resolve("sub"));
        Path other = file(sub.resolve("a"), post(3, T0));
        List<ReplayPlan> plans = List.of(
                posts(directory, one),
                posts(directory, one, two),
                posts(directory, two, one),
                posts(directory, other),
                new ReplayPlan(List.of(one), List.of(), Set.of("AAPL"), Speed.max(), directory));
        assertThat(plans.stream().map(this::fingerprint)).doesNotHaveDuplicates();
        assertThat(fingerprint(new ReplayPlan(List.of(one), List.of(), Set.of(), new Speed(60), sub)))
                .isEqualTo(fingerprint(plans.get(0)))
                .matches("[0-9a-f]{16}");
    }

    private String fingerprint(ReplayPlan plan) {
        return FileReplay.open(plan, Replays.CLOCK, Pacer.system()).fingerprint();
    }
}
