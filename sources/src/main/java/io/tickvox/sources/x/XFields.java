package io.tickvox.sources.x;

import io.tickvox.sources.net.Answer;

/** What is asked for of each post, by the names of both generations of the API. */
enum XFields {
    TWEET(
            "tweet.fields",
            "&tweet.fields=created_at,author_id,lang,public_metrics,entities,referenced_tweets,edit_history_tweet_ids,note_tweet"
                    + "&expansions=author_id,referenced_tweets.id,referenced_tweets.id.author_id"
                    + "&user.fields=username,public_metrics"),
    POST(
            "post.fields",
            "&post.fields=created_at,author_id,lang,public_metrics,entities,referenced_posts,edit_history_post_ids,note_post"
                    + "&expansions=author_id,referenced_posts.id,referenced_posts.id.author_id"
                    + "&user.fields=username,public_metrics");

    private final String parameter;
    private final String query;

    XFields(String parameter, String query) {
        this.parameter = parameter;
        this.query = query;
    }

    /** The parameters, each after {@code &}. */
    String query() {
        return query;
    }

    /** Whether {@code answer} says that these names are not known. */
    boolean areRefusedBy(Answer answer) {
        return answer.status() == 400 && answer.text().contains(parameter);
    }

    XFields other() {
        return this == TWEET ? POST : TWEET;
    }
}
