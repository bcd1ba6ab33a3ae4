package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AccountChange.Standing;
import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JetstreamMapperTest {
    private static final Instant RELAYED = Instant.parse("2026-05-25T14:23:29.157Z");

    @Test
    void readsAPost() {
        Post post = post(create("'text':'$ZORB & co','langs':['en-US','en'],'createdAt':'2026-05-25T14:23:28.757Z',"
                + "'facets':[{'features':[{'tag':'$zorb'},{'tag':'news'}]}]"));

        assertThat(post.postId()).isEqualTo("did:plc:ada/3k");
        assertThat(post.authorId()).isEqualTo("did:plc:ada");
        assertThat(post.text()).isEqualTo("$ZORB & co");
        assertThat(post.lang()).isEqualTo("en-US");
        assertThat(post.createdAt()).isEqualTo(Instant.parse("2026-05-25T14:23:28.757Z"));
        assertThat(post.url()).isEqualTo("https://bsky.app/profile/did:plc:ada/post/3k");
        assertThat(post.symbols()).containsExactly("ZORB");
        assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
        assertThat(post.version()).isZero();
        assertThat(post.likes()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "relayed",
            value = {
                "2026-07-04T14:38:02+00:00, relayed",
                "2026-05-25T14:33:29.157Z, 2026-05-25T14:33:29.157Z",
                "2026-05-25T14:33:29.158Z, relayed",
                "2026-05-25T16:20:00.123456+02:00, 2026-05-25T14:20:00.123Z",
                "2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z, relayed",
                "yesterday, relayed",
                "'', relayed"
            })
    void trustsTheAuthorsClockWithinReason(String claimed, Instant expected) {
        assertThat(post(create("'text':'t','createdAt':'" + claimed + "'")).createdAt())
                .isEqualTo(expected == null ? RELAYED : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'reply':{'parent':{'uri':'at://did:plc:b/app.bsky.feed.post/3p'}} | REPLY | did:plc:b/3p",
                "'embed':{'$type':'app.bsky.embed.record','record':{'uri':'at://did:plc:b/app.bsky.feed.post/3q'}}"
                        + " | QUOTE | did:plc:b/3q",
                "'embed':{'$type':'app.bsky.embed.recordWithMedia','record':{'record':{'uri':"
                        + "'at://did:plc:b/app.bsky.feed.post/3q'}}} | QUOTE | did:plc:b/3q",
                "'embed':{'$type':'app.bsky.embed.record','record':{'uri':'at://did:plc:b/app.bsky.graph.list/3q'}}"
                        + " | ORIGINAL | ",
                "'embed':{'$type':'app.bsky.embed.images'} | ORIGINAL | "
            })
    void tellsHowAPostCameToBe(String fields, PostKind kind, String parent) {
        Post post = post(create("'text':''," + fields));

        assertThat(post.kind()).isEqualTo(kind);
        assertThat(post.parentId()).isEqualTo(parent);
    }

    @Test
    void readsUpdatesAndDeletions() {
        assertThat(post(create("'text':'t'").replace("create", "update")).version())
                .isEqualTo(RELAYED.toEpochMilli());
        assertThat(map(event("'operation':'delete'")))
                .containsExactly(new Deletion("bluesky", "did:plc:ada/3k", RELAYED, Shared.OBSERVED));
    }

    @Test
    void readsTheFirstFormOfTheWire() {
        String create = event("'type':'c','record':{'text':'t'}").replace("\"kind\":\"commit\"", "\"type\":\"com\"");

        assertThat(post(create).text()).isEqualTo("t");
        assertThat(map(event("'type':'d'"))).first().isInstanceOf(Deletion.class);
        assertThat(post(event("'type':'u','record':{'text':'t'}")).version()).isPositive();
    }

    @Test
    void passesOverWhatIsNoPost() {
        assertThat(map(create("'subject':{}").replace("feed.post", "feed.like")))
                .isEmpty();
        assertThat(map("{\"did\":\"did:plc:ada\",\"time_us\":1,\"kind\":\"identity\",\"identity\":{}}"))
                .isEmpty();
        assertThat(map("{\"did\":\"did:plc:ada\",\"time_us\":1,\"type\":\"acc\",\"account\":{}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'active':true | BACK",
                "'active':false,'status':'deleted' | GONE",
                "'active':false,'status':'takendown' | GONE",
                "'active':false,'status':'suspended' | HIDDEN",
                "'active':false,'status':'deactivated' | HIDDEN",
                "'active':false | HIDDEN",
                "'active':false,'status':'desynchronized' |",
                "'active':false,'status':'throttled' |"
            })
    void tellsWhetherAnAccountHasGoneForGood(String account, @Nullable Standing standing) {
        String event = "{'did':'did:plc:ada','time_us':1779719009157119,'kind':'account','account':{" + account + "}}";

        assertThat(map(event.replace('\'', '"')))
                .isEqualTo(
                        standing == null
                                ? List.of()
                                : List.of(new AccountChange(
                                        "bluesky",
                                        "did:plc:ada",
                                        standing,
                                        Instant.parse("2026-05-25T14:23:29.157Z"),
                                        Shared.OBSERVED)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | MISSING_FIELD",
                "[] | MISSING_FIELD",
                "{'error':'FutureCursor'} | UPSTREAM_ERROR",
                "{'did':'d','commit':{'collection':'app.bsky.feed.post','rkey':'k','operation':'create'}}"
                        + " | MISSING_FIELD",
                "{'did':'d','time_us':1779719009157119,'commit':{'collection':'app.bsky.feed.post','rkey':'k',"
                        + "'operation':'upsert'}} | INVALID_FIELD",
                "{'did':'d','time_us':5,'commit':{'collection':'app.bsky.feed.post','rkey':'k',"
                        + "'operation':'delete'}} | INVALID_FIELD",
                "{'did' | MALFORMED"
            })
    void rejectsWhatIsNoEvent(String payload, Rejection.Reason reason) {
        assertThat(Shared.all(map(payload.replace('\'', '"')), Rejection.class))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(reason));
    }

    @TestFactory
    Stream<DynamicTest> readsRecordings() {
        return Shared.recordings("bluesky")
                .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> check(recording)));
    }

    /** The events of a recording; of a compressed one each frame stands behind its length. */
    private static List<byte[]> payloads(Shared.Recording recording) {
        if (!recording.kind().contains("zstd")) {
            return recording.payloads();
        }
        ZstdFrames zstd = ZstdFrames.of(Shared.path("contracts/bluesky/legacy_subscribe.zdict"));
        List<byte[]> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(recording.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] frame = new byte[in.getInt()];
            in.get(frame);
            try {
                events.add(zstd.decompress(frame));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return events;
    }

    private static void check(Shared.Recording recording) {
        List<Normalised> all = new ArrayList<>();
        payloads(recording).forEach(payload -> all.addAll(Shared.map("bluesky", "jetstream", payload)));
        checkAccounts(Shared.only(all, AccountChange.class), recording.truth().path("events"));
        List<Normalised> records = all.stream()
                .filter(record -> !(record instanceof AccountChange))
                .toList();
        List<JsonNode> truth = recording
                .truth()
                .path("events")
                .valueStream()
                .filter(event ->
                        "app.bsky.feed.post".equals(event.path("collection").asString("")))
                .toList();

        assertThat(records).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            JsonNode expected = truth.get(i).path("post");
            String did = truth.get(i).path("did").asString();
            String key = truth.get(i).path("rkey").asString();
            if (records.get(i) instanceof Post post) {
                assertThat(post.postId()).isEqualTo(did + "/" + key);
                assertThat(post.text()).isEqualTo(expected.path("text").asString());
                Shared.assertCount(post.createdAt().toEpochMilli(), expected.path("created_at_ms"));
                assertThat(post.lang()).isEqualTo(expected.path("langs").path(0).asString(null));
                String parent = expected.path("reply_parent").asString("").replace("at://", "");
                assertThat(post.parentId() == null ? "" : post.parentId())
                        .isEqualTo(parent.replace("/app.bsky.feed.post", ""));
            } else {
                assertThat(records.get(i))
                        .isInstanceOfSatisfying(Deletion.class, deletion -> assertThat(deletion.postId())
                                .isEqualTo(did + "/" + key));
            }
        }
    }

    private static void checkAccounts(List<AccountChange> changes, JsonNode events) {
        List<String> truth = events.valueStream()
                .filter(event -> event.has("account"))
                .map(event -> event.path("did").asString() + " "
                        + (event.path("account").path("active").booleanValue() ? Standing.BACK : Standing.GONE))
                .toList();
        assertThat(changes.stream()
                        .map(change -> change.authorId() + " " + change.standing())
                        .toList())
                .isEqualTo(truth);
    }

    private static String create(String fields) {
        return event("'operation':'create','record':{" + fields + "}");
    }

    private static String event(String fields) {
        return ("{'did':'did:plc:ada','time_us':1779719009157119,'kind':'commit','commit':{'rev':'3r',"
                        + "'collection':'app.bsky.feed.post','rkey':'3k'," + fields + "}}")
                .replace('\'', '"');
    }

    private static List<Normalised> map(String payload) {
        return Shared.map("bluesky", "jetstream", payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Post post(String payload) {
        return Shared.all(map(payload), Post.class).get(0);
    }
}
