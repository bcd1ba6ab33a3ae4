package io.tickvox.testkit.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The posts of {@link FakeX}, and what recent search finds among them. To be used under its lock. */
final class FakeXPosts {
    /** What stands beside posts in every answer. */
    static final String INCLUDES =
            "\"includes\":{\"users\":[{\"id\":\"12\",\"username\":\"somebody\",\"public_metrics\":{\"followers_count\":7}}]}";

    private static final Duration INDEXING = Duration.ofSeconds(15);
    private static final Duration REACH = Duration.ofDays(7);
    private static final long EPOCH_MILLIS = 1_288_834_974_657L;
    private static final int PAGE = 5;
    private static final Pattern CASHTAG = Pattern.compile("\\$([A-Z._]+)");

    private final Clock clock;
    private final List<Post> posts = new ArrayList<>();
    private long lastId;
    private @Nullable String claimed;

    FakeXPosts(Clock clock) {
        this.clock = clock;
    }

    /** @param before ids of the versions that it replaces, the first one first */
    record Post(long id, Instant at, String text, List<Long> before) {
        String json() {
            String history =
                    before.stream().map(earlier -> "\"" + earlier + "\",").collect(Collectors.joining());
            return "{\"id\":\"" + id + "\",\"edit_history_tweet_ids\":[" + history + "\"" + id + "\"],\"created_at\":\""
                    + at.truncatedTo(ChronoUnit.MILLIS) + "\",\"author_id\":\"12\",\"lang\":\"en\",\"text\":\"" + text
                    + "\",\"public_metrics\":{\"retweet_count\":0,\"reply_count\":0,\"like_count\":1,\"quote_count\":0}}";
        }
    }

    /** The next page of search that has posts says that {@code id} is its newest. */
    void claim(String id) {
        claimed = id;
    }

    int size() {
        return posts.size();
    }

    Post at(int index) {
        return posts.get(index);
    }

    /** The index of the first one written at {@code from} or after. */
    int firstSince(Instant from) {
        int first = posts.size();
        while (first > 0 && !posts.get(first - 1).at.isBefore(from)) {
            first--;
        }
        return first;
    }

    /** Adds a post; returns its id. */
    String add(String text) {
        return add(text, List.of());
    }

    /** Adds a later version of the post {@code id}; returns its own id. */
    String edit(String id, String text) {
        Post edited = posts.stream()
                .filter(post -> post.id == Long.parseLong(id))
                .findFirst()
                .orElseThrow();
        List<Long> before = new ArrayList<>(edited.before);
        before.add(edited.id);
        return add(text, before);
    }

    private String add(String text, List<Long> before) {
        Post post = new Post(Long.parseLong(nextId()), clock.instant(), text, before);
        posts.add(post);
        return Long.toString(post.id);
    }

    private boolean isReplaced(Post post) {
        return posts.stream().anyMatch(later -> later.before.contains(post.id));
    }

    /** An id that tells the time. */
    String nextId() {
        lastId = Math.max(lastId + 1, clock.millis() - EPOCH_MILLIS << 22);
        return Long.toString(lastId);
    }

    static Set<String> tags(String text) {
        Set<String> tags = new TreeSet<>();
        Matcher found = CASHTAG.matcher(text);
        while (found.find()) {
            tags.add(found.group(1));
        }
        return tags;
    }

    /** What is wrong with the times of a search, in X's words; empty if nothing is. */
    String wrongTime(Request request) {
        for (String name : List.of("start_time", "end_time")) {
            String given = request.parameter(name);
            if (given != null && Instant.parse(given).isAfter(now().minusSeconds(10))) {
                return "Invalid '" + name + "':'" + given + "'. '" + name
                        + "' must be a minimum of 10 seconds prior to the request time.";
            }
            if (given != null && Instant.parse(given).isBefore(now().minus(REACH))) {
                return "Invalid '" + name + "':'" + given + "'. '" + name + "' must be on or after "
                        + now().minus(REACH) + ".";
            }
        }
        String since = request.parameter("since_id");
        return since != null && at(Long.parseLong(since)).isBefore(now().minus(REACH))
                ? "'since_id' must be a post id created after " + now().minus(REACH) + "."
                : "";
    }

    /** A page of search. */
    String page(Request request) {
        String since = request.parameter("since_id");
        String start = request.parameter("start_time");
        String end = request.parameter("end_time");
        Instant oldest = start == null ? now().minus(REACH) : Instant.parse(start);
        Instant newest = end == null ? now().minusSeconds(30) : Instant.parse(end);
        Set<String> wanted = tags(String.valueOf(request.parameter("query")));
        List<Post> found = new ArrayList<>(posts.stream()
                .filter(post -> since == null || post.id > Long.parseLong(since))
                .filter(post -> !isReplaced(post))
                .filter(post -> !post.at.isBefore(oldest) && post.at.isBefore(newest))
                .filter(post -> post.at.isBefore(now().minus(INDEXING)))
                .filter(post -> tags(post.text).stream().anyMatch(wanted::contains))
                .toList());
        Collections.reverse(found);
        String token = request.parameter("next_token");
        int from = token == null ? 0 : after(found, Long.parseLong(token.substring(1)));
        List<Post> page = found.subList(from, Math.min(found.size(), from + PAGE));
        if (page.isEmpty()) {
            return "{\"meta\":{\"result_count\":0}}";
        }
        String newestId = claimed == null ? Long.toString(page.get(0).id) : claimed;
        claimed = null;
        String next = from + PAGE < found.size() ? ",\"next_token\":\"b" + page.get(page.size() - 1).id + "\"" : "";
        return "{\"data\":[" + page.stream().map(Post::json).collect(Collectors.joining(",")) + "]," + INCLUDES
                + ",\"meta\":{\"newest_id\":\"" + newestId + "\",\"oldest_id\":\""
                + page.get(page.size() - 1).id + "\",\"result_count\":" + page.size() + next + "}}";
    }

    private static int after(List<Post> newestFirst, long id) {
        int i = 0;
        while (i < newestFirst.size() && newestFirst.get(i).id >= id) {
            i++;
        }
        return i;
    }

    private static Instant at(long id) {
        return Instant.ofEpochMilli((id >>> 22) + EPOCH_MILLIS);
    }

    private Instant now() {
        return clock.instant();
    }
}
