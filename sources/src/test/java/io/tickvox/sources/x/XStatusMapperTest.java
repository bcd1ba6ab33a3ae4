package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Shared;
import io.tickvox.sources.live.HandLanding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XStatusMapperTest {
    private static final String STATUS = """
            {"created_at":"Thu Jan 02 14:30:05 +0000 2014","id":418700000000000001,"id_str":"418700000000000001",
             "text":"$zorb &amp; $Brk.b \\ud83d\\ude80 up &lt;3","lang":"en","favorite_count":3,"retweet_count":2,
             "user":{"id":77,"id_str":"77","screen_name":"ada","name":"Ada","followers_count":1200},
             "entities":{"symbols":[{"text":"zorb","indices":[0,5]},{"text":"Brk.b"},{"text":"ZORB"}],"urls":[]}}""";

    @Test
    void readsAPost() {
        Post post = post(STATUS);

        assertThat(post.postId()).isEqualTo("418700000000000001");
        assertThat(post.createdAt()).isEqualTo(Instant.parse("2014-01-02T14:30:05Z"));
        assertThat(post.observedAt()).isEqualTo(Shared.OBSERVED);
        assertThat(post.text()).isEqualTo("$zorb & $Brk.b 🚀 up <3");
        assertThat(post.symbols()).containsExactly("ZORB", "BRK.B");
        assertThat(post.authorId()).isEqualTo("77");
        assertThat(post.authorName()).isEqualTo("ada");
        assertThat(post.authorFollowers()).isEqualTo(1200);
        assertThat(post.likes()).isEqualTo(3);
        assertThat(post.reposts()).isEqualTo(2);
        assertThat(post.replies()).isNull();
        assertThat(post.url()).isEqualTo("https://x.com/ada/status/418700000000000001");
        assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
        assertThat(post.version()).isZero();
    }

    @Test
    void repostCarriesTheFullTextAndTheCashtagsOfItsOriginal() {
        Post post = post("""
                {"created_at":"Thu Jan 02 14:31:00 +0000 2014","id_str":"418700000000000009","favorite_count":0,
                 "text":"RT @ada: a long way $ZO…","entities":{"symbols":[]},"user":{"id_str":"78","screen_name":"bob"},
                 "retweeted_status":%s}""".formatted(STATUS));

        assertThat(post.kind()).isEqualTo(PostKind.REPOST);
        assertThat(post.parentId()).isEqualTo("418700000000000001");
        assertThat(post.text()).isEqualTo("$zorb & $Brk.b 🚀 up <3");
        assertThat(post.symbols()).containsExactly("ZORB", "BRK.B");
        assertThat(post.authorName()).isEqualTo("bob");
        assertThat(post.likes()).isZero();
        assertThat(post.createdAt()).isEqualTo(Instant.parse("2014-01-02T14:31:00Z"));
    }

    @Test
    void repostWithoutTheOriginalsTextLosesItsMarkOnly() {
        Post post = post("""
                {"created_at":"Thu Jan 02 14:31:00 +0000 2014","id_str":"9","text":"RT @ada_1: cut off…",
                 "retweeted_status":{"id_str":"8"}}""");

        assertThat(post.text()).isEqualTo("cut off…");
        assertThat(post.parentId()).isEqualTo("8");
    }

    @Test
    void keepsTheMarkOfARepostMadeByHand() {
        Post post =
                post("{\"created_at\":\"Thu Jan 02 14:31:00 +0000 2014\",\"id_str\":\"9\",\"text\":\"RT @ada: hi\"}");

        assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
        assertThat(post.text()).isEqualTo("RT @ada: hi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'quoted_status_id_str':'5','in_reply_to_status_id_str':'6' | QUOTE | 5",
                "'quoted_status':{'id_str':'5','text':'q'} | QUOTE | 5",
                "'in_reply_to_status_id_str':'6' | REPLY | 6",
                "'in_reply_to_status_id':6 | REPLY | 6",
                "'in_reply_to_status_id':null,'quoted_status':null,'retweeted_status':null | ORIGINAL | "
            })
    void tellsHowAPostCameToBe(String fields, PostKind kind, String parent) {
        Post post = post(("{'created_at':'Thu Jan 02 14:31:00 +0000 2014','id_str':'9','text':'t'," + fields + "}")
                .replace('\'', '"'));

        assertThat(post.kind()).isEqualTo(kind);
        assertThat(post.parentId()).isEqualTo(parent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'text':'cut…','full_text':'whole $ZORB'",
                "'text':'cut…','extended_tweet':{'full_text':'whole $ZORB','entities':{'symbols':[{'text':'ZORB'}]}}"
            })
    void prefersTheFullText(String fields) {
        Post post = post(("{'created_at':'Thu Jan 02 14:31:00 +0000 2014','id':9007199254740993," + fields + "}")
                .replace('\'', '"'));

        assertThat(post.text()).isEqualTo("whole $ZORB");
        assertThat(post.postId()).isEqualTo("9007199254740993");
    }

    @Test
    void takesTheTimeFromTheIdWhereNoneIsGiven() {
        assertThat(post("{\"id_str\":\"418700000000000001\",\"text\":\"t\"}").createdAt())
                .isEqualTo(Instant.ofEpochMilli((418700000000000001L >> 22) + 1288834974657L));
        assertThat(rejection("{\"id_str\":\"12\",\"text\":\"t\"}").reason()).isEqualTo(Rejection.Reason.MISSING_FIELD);
    }

    @Test
    void replacesWhatTextCannotHold() {
        assertThat(post("{\"id_str\":\"418700000000000001\",\"text\":\"a\\u0000b\\ud83dc\\udc00\"}")
                        .text())
                .isEqualTo("a\ufffdb\ufffdc\ufffd");
    }

    @Test
    void readsNoticesOfDeletion() {
        assertThat(
                        map(
                                "{\"delete\":{\"status\":{\"id\":6832057002,\"user_id\":1},\"timestamp_ms\":\"1388673005123\"}}"))
                .containsExactly(
                        new Deletion("x", "6832057002", Instant.parse("2014-01-02T14:30:05.123Z"), Shared.OBSERVED));
    }

    @Test
    void readsPagesAndArrays() {
        String second = "{\"id_str\":\"no id\",\"text\":\"t\"}";

        for (String payload : List.of(
                "{\"statuses\":[" + STATUS + "," + second + "],\"search_metadata\":{}}",
                "[" + STATUS + "," + second + "]")) {
            List<Normalised> records = map(payload);
            assertThat(records).hasSize(2);
            assertThat(records.get(0)).isInstanceOf(Post.class);
            assertThat(records.get(1)).isInstanceOfSatisfying(Rejection.class, rejection -> {
                assertThat(rejection.position()).isEqualTo("test:0:0#1");
                assertThat(new String(rejection.payload(), StandardCharsets.UTF_8))
                        .isEqualTo(second);
            });
        }
        assertThat(map("{\"statuses\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'delete':{'status':{'id':12,'id_str':'12','user_id':3},'timestamp_ms':'1388673060000'}} | deletion 12",
                "{'drop':{'status':{'id':12,'user_id':3},'timestamp_ms':'1388673060000'}} | deletion 12",
                "{'status_withheld':{'id':12,'user_id':3,'withheld_in_countries':['XX']}} | deletion 12",
                "{'user_delete':{'id':137,'timestamp_ms':'1388673060000'}} | account 137 GONE",
                "{'user_suspend':{'id':137,'timestamp_ms':'1388673060000'}} | account 137 HIDDEN",
                "{'user_unsuspend':{'id':137,'timestamp_ms':'1388673060000'}} | account 137 BACK"
            })
    void readsCompliance(String notice, String record) {
        assertThat(map(notice.replace('\'', '"')).stream().map(HandLanding::key))
                .containsExactly(record);
    }

    @Test
    void anEditReplacesTheVersionsBeforeIt() {
        String edited =
                "{'id_str':'1577318900085186562','text':'t','edit_history':{'initial_tweet_id':'1577318000085186562',"
                        + "'edit_tweet_ids':['1577318000085186562',1577318900085186562]}}";

        List<Normalised> records = map(edited.replace('\'', '"'));
        assertThat(((Post) records.get(0)).version()).isPositive();
        assertThat(Shared.only(records, Deletion.class))
                .extracting(Deletion::postId)
                .containsExactly("1577318000085186562");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id_str':'9','text':'t','created_at':'2014-01-02T14:31:00Z'} | INVALID_FIELD",
                "{'id_str':'9','text':'t','created_at':'Thu Feb 30 14:31:00 +0000 2014'} | INVALID_FIELD",
                "{'id_str':'9a','text':'t'} | INVALID_FIELD",
                "{'id':1.5,'text':'t'} | MISSING_FIELD",
                "{'id_str':'418700000000000001'} | MISSING_FIELD",
                "{'errors':[{'code':32,'message':'Could not authenticate you.'}]} | UPSTREAM_ERROR",
                "{'error':'Not authorized'} | UPSTREAM_ERROR",
                "{'warning':{'code':'FALLING_BEHIND'}} | UPSTREAM_ERROR",
                "{'limit':{'track':1 | MALFORMED",
                "{'id_str':'418700000000000001','text':'t'} {} | MALFORMED",
                "42 | MALFORMED",
                "{} | MISSING_FIELD",
                "<html>Service Unavailable</html> | UPSTREAM_ERROR",
                "Too Many Requests | UPSTREAM_ERROR"
            })
    void rejectsWhatIsNoPost(String payload, Rejection.Reason reason) {
        Rejection rejection = rejection(payload.replace('\'', '"'));

        assertThat(rejection.reason()).as(rejection.message()).isEqualTo(reason);
        assertThat(rejection.position()).isEqualTo("test:0:0");
    }

    @Test
    void rejectsEveryCutOfALine() {
        byte[] whole = STATUS.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < whole.length; length++) {
            assertThat(Shared.map("x", "v1.1", java.util.Arrays.copyOf(whole, length)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Rejection.class, r -> assertThat(r.reason()).isEqualTo(Rejection.Reason.MALFORMED));
        }
    }

    private static List<Normalised> map(String payload) {
        return Shared.map("x", "v1.1", payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Post post(String payload) {
        return Shared.all(map(payload), Post.class).get(0);
    }

    private static Rejection rejection(String payload) {
        return Shared.all(map(payload), Rejection.class).get(0);
    }
}
