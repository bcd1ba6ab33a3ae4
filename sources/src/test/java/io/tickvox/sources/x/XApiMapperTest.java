package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XApiMapperTest {
    private static final String TWEET =
            "'id':'1577318900085186562','author_id':'7','created_at':'2022-10-04T15:25:05.000Z','lang':'en',"
                    + "'text':'$zorb &amp; co','entities':{'cashtags':[{'tag':'zorb'},{'tag':'Brk.b'}]},";

    @Test
    void readsAPageWithTheNamesOfTheFirstGeneration() {
        Post post = posts("{'data':[{" + TWEET
                        + "'public_metrics':{'retweet_count':1,'reply_count':2,'like_count':3,'quote_count':4,"
                        + "'impression_count':5}}],'includes':{'users':[{'id':'7','username':'ada','public_metrics':"
                        + "{'followers_count':9}}]},'meta':{'result_count':1}}")
                .get(0);

        assertThat(post.postId()).isEqualTo("1577318900085186562");
        assertThat(post.text()).isEqualTo("$zorb & co");
        assertThat(post.symbols()).containsExactly("ZORB", "BRK.B");
        assertThat(post.createdAt()).isEqualTo(Instant.parse("2022-10-04T15:25:05Z"));
        assertThat(post.authorId()).isEqualTo("7");
        assertThat(post.authorName()).isEqualTo("ada");
        assertThat(post.authorFollowers()).isEqualTo(9);
        assertThat(post.reposts()).isEqualTo(1);
        assertThat(post.replies()).isEqualTo(2);
        assertThat(post.likes()).isEqualTo(3);
        assertThat(post.quotes()).isEqualTo(4);
        assertThat(post.views()).isEqualTo(5);
        assertThat(post.url()).isEqualTo("https://x.com/ada/status/1577318900085186562");
    }

    @Test
    void readsAStreamObjectWithTheNamesOfTheSecondGeneration() {
        Post post = posts("{'data':{'id':1577318900085186562,'text':'cut…','public_metrics':{'repost_count':8},"
                        + "'note_post':{'text':'the whole $ZORB','entities':{'cashtags':[{'tag':'ZORB'}]}},"
                        + "'referenced_posts':[{'type':'replied_to','id':'3'}],"
                        + "'edit_history_post_ids':['1577318000085186562','1577318900085186562']},"
                        + "'matching_rules':[{'id':1359517181646635008,'tag':'t'}]}")
                .get(0);

        assertThat(post.postId()).isEqualTo("1577318900085186562");
        assertThat(post.text()).isEqualTo("the whole $ZORB");
        assertThat(post.symbols()).containsExactly("ZORB");
        assertThat(post.reposts()).isEqualTo(8);
        assertThat(post.kind()).isEqualTo(PostKind.REPLY);
        assertThat(post.authorName()).isNull();
        assertThat(post.url()).isEqualTo("https://x.com/i/status/1577318900085186562");
        assertThat(post.createdAt()).isEqualTo(Instant.ofEpochMilli((1577318900085186562L >> 22) + 1288834974657L));
        assertThat(post.version()).isEqualTo(post.createdAt().toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tweets", "posts"})
    void takesARepostsTextFromItsOriginal(String includes) {
        Post post = posts("{'data':[{'id':'1577318900085186999','text':'RT @ada: $zo…','referenced_tweets':["
                        + "{'type':'quoted','id':'5'},{'type':'retweeted','id':'1577318900085186562'}]}],'includes':{'"
                        + includes + "':[{" + TWEET + "'x':0}]}}")
                .get(0);

        assertThat(post.kind()).isEqualTo(PostKind.REPOST);
        assertThat(post.parentId()).isEqualTo("1577318900085186562");
        assertThat(post.text()).isEqualTo("$zorb & co");
        assertThat(post.symbols()).containsExactly("ZORB", "BRK.B");
    }

    @Test
    void stripsTheMarkOfARepostWhoseOriginalIsNotThere() {
        Post post = posts("{'data':[{'id':'1577318900085186999','text':'RT @ada: $zo…','referenced_tweets':["
                        + "{'type':'retweeted','id':'5'}]}],'errors':[{'title':'Not Found Error'}]}")
                .get(0);

        assertThat(post.text()).isEqualTo("$zo…");
        assertThat(post.parentId()).isEqualTo("5");
    }

    @Test
    void keepsThePostsBesideABrokenOne() {
        List<Normalised> records = map("{'data':[{'id':'1'},{'id':'1577318900085186999','text':'t'},{'text':'t'}]}");

        assertThat(records).hasSize(3);
        assertThat(records.get(1)).isInstanceOf(Post.class);
        assertThat(records.get(2)).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.position())
                .isEqualTo("test:0:0#2"));
    }

    @Test
    void readsNoticesOfDeletion() {
        assertThat(map("{'data':{'delete':{'tweet':{'id':'12'},'event_at':'2021-07-06T18:40:40.000Z'}}}"))
                .containsExactly(new Deletion("x", "12", Instant.parse("2021-07-06T18:40:40Z"), Shared.OBSERVED));
    }

    @Test
    void anEditReplacesTheVersionsBeforeIt() {
        String history = "'edit_history_tweet_ids':['1577318000085186562','1577318900085186562','1577319100085186562']";

        assertThat(map("{'data':{'id':'1577318900085186562','text':'t'," + history + "}}")
                        .subList(1, 2))
                .containsExactly(new Deletion(
                        "x", "1577318000085186562", Instant.ofEpochMilli(at(1577318900085186562L)), Shared.OBSERVED));
        assertThat(map("{'data':[{'id':'1577318000085186562','text':'t'," + history + "}]}"))
                .as("the first version replaces none")
                .singleElement()
                .isInstanceOf(Post.class);
        assertThat(Shared.only(
                        map("{'data':[{'id':'1577319100085186562','text':'t'," + history + "}]}"), Deletion.class))
                .as("ends of versions, alike whichever later one tells")
                .extracting(Deletion::postId, deletion -> deletion.at().toEpochMilli())
                .containsExactly(
                        tuple("1577318000085186562", at(1577318900085186562L)),
                        tuple("1577318900085186562", at(1577319100085186562L)));
    }

    private static long at(long id) {
        return (id >> 22) + 1288834974657L;
    }

    /** The notices of X's documentation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'delete':{'tweet':{'id':'601','author_id':'31'} | deletion 601",
                "'delete':{'tweet':{'id':'601','author_id':'31'},'quote_tweet_id':'602' | deletion 601",
                "'drop':{'tweet':{'id':'601','author_id':'31'} | deletion 601",
                "'undrop':{'tweet':{'id':'601','author_id':'31'} |",
                "'withheld':{'tweet':{'id':'601','author_id':'31'},'withheld_in_countries':['XY'] | deletion 601",
                "'withheld':{'tweet':{'id':'601','author_id':'31'},'withheld_in_countries':['DE','FR'] |",
                "'tweet_edit':{'tweet':{'id':'9602'},'initial_tweet_id':'601','edit_tweet_ids':['601','602','9602']"
                        + " | deletion 601 deletion 602",
                "'user_delete':{'user':{'id':'137'} | account 137 GONE",
                "'user_undelete':{'user':{'id':'137'} | account 137 BACK",
                "'user_protect':{'user':{'id':'137'} | account 137 HIDDEN",
                "'user_unprotect':{'user':{'id':'137'} | account 137 BACK",
                "'user_suspend':{'user':{'id':'137'} | account 137 HIDDEN",
                "'user_unsuspend':{'user':{'id':'137'} | account 137 BACK",
                "'user_withheld':{'user':{'id':'137'},'withheld_in_countries':['DE'] |",
                "'user_withheld':{'user':{'id':'137'},'withheld_in_countries':['XX'] | account 137 HIDDEN",
                "'scrub_geo':{'user':{'id':'137'},'up_to_tweet_id':'411' |",
                "'user_profile_modification':{'user':{'id':'137'},'profile_field':'profile.name' |"
            })
    void readsCompliance(String notice, @Nullable String records) {
        assertThat(map("{'data':{" + notice + ",'event_at':'2022-06-27T23:49:41.839+00:00'}}}").stream()
                        .map(HandLanding::key)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(records == null ? "" : records);
    }

    @Test
    void anEmptyPageSaysNothing() {
        assertThat(map("{'meta':{'result_count':0}}")).isEmpty();
        assertThat(map("{'data':[],'meta':{'result_count':0}}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'errors':[{'title':'operational-disconnect'}]} | UPSTREAM_ERROR",
                "{'data':[],'errors':[{'title':'Not Found Error'}]} | UPSTREAM_ERROR",
                "{'title':'Unauthorized','detail':'Unauthorized','type':'about:blank','status':401} | UPSTREAM_ERROR",
                "{'title':'ConnectionException','detail':'d','type':'t'} | UPSTREAM_ERROR",
                "<html>Not Found</html> | UPSTREAM_ERROR",
                "{'data':{'id':'abc','text':'t'}} | INVALID_FIELD",
                "{'data':{'id':'1577318900085186999','text':'t','created_at':'now'}} | INVALID_FIELD",
                "{'data':{'id':'77','username':'ada'}} | MISSING_FIELD",
                "{} | MISSING_FIELD",
                "{'data':{'id':'15773189 | MALFORMED"
            })
    void rejectsWhatIsNoPost(String payload, Rejection.Reason reason) {
        assertThat(Shared.all(map(payload), Rejection.class))
                .singleElement()
                .satisfies(rejection ->
                        assertThat(rejection.reason()).as(rejection.message()).isEqualTo(reason));
    }

    private static List<Normalised> map(String payload) {
        return Shared.map("x", "search", payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<Post> posts(String payload) {
        return Shared.only(map(payload), Post.class);
    }
}
