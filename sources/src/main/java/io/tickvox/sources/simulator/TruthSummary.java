package io.tickvox.sources.simulator;

import tools.jackson.core.JsonGenerator;

/**
 * What a run landed.
 *
 * @param payloads payloads of posts, the malformed ones included
 * @param quotePayloads payloads of prices
 * @param delivered posts in all payloads, each time they came
 * @param posts distinct posts
 * @param duplicates posts that came again unchanged
 * @param edited posts that came again with another text
 * @param deleted posts taken back
 * @param malformed payloads that cannot be read
 * @param reposts posts that pass on another without a word
 * @param copies posts that repeat another's text with slight changes
 * @param noise posts that are promotion or spam
 * @param mentions companies that distinct posts are about, summed up
 */
public record TruthSummary(
        long payloads,
        long quotePayloads,
        long delivered,
        long posts,
        long duplicates,
        long edited,
        long deleted,
        long malformed,
        long reposts,
        long copies,
        long noise,
        long mentions) {
    void write(JsonGenerator json) {
        json.writeNumberProperty("payloads", payloads);
        json.writeNumberProperty("quote_payloads", quotePayloads);
        json.writeNumberProperty("delivered", delivered);
        json.writeNumberProperty("posts", posts);
        json.writeNumberProperty("duplicates", duplicates);
        json.writeNumberProperty("edited", edited);
        json.writeNumberProperty("deleted", deleted);
        json.writeNumberProperty("malformed", malformed);
        json.writeNumberProperty("reposts", reposts);
        json.writeNumberProperty("copies", copies);
        json.writeNumberProperty("noise", noise);
        json.writeNumberProperty("mentions", mentions);
    }
}
