package io.tickvox.testkit.fake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of {@link FakeX}'s stream. To be used under its lock. */
final class FakeXRules {
    private final Clock clock;
    private final FakeXPosts posts;
    private final List<Rule> rules = new ArrayList<>();
    private int limit = 1_000;

    FakeXRules(Clock clock, FakeXPosts posts) {
        this.clock = clock;
        this.posts = posts;
    }

    private static final class Rule {
        private final String id;
        private final String value;
        private final String tag;
        private final Instant from;
        private @Nullable Instant until;

        Rule(String id, String value, String tag, Instant from) {
            this.id = id;
            this.value = value;
            this.tag = tag;
            this.from = from;
        }

        boolean matches(FakeXPosts.Post post) {
            return !post.at().isBefore(from)
                    && (until == null || post.at().isBefore(until))
                    && FakeXPosts.tags(value).stream().anyMatch(FakeXPosts.tags(post.text())::contains);
        }
    }

    void limit(int count) {
        limit = count;
    }

    /** Adds one that is in effect already; returns its id. */
    String add(String value, String tag) {
        Rule rule = new Rule(posts.nextId(), value, tag, Instant.EPOCH);
        rules.add(rule);
        return rule.id;
    }

    /** Those that there are, as {@code tag: value}. */
    List<String> all() {
        return present().map(rule -> rule.tag + ": " + rule.value).sorted().toList();
    }

    private Stream<Rule> present() {
        return rules.stream().filter(rule -> rule.until == null);
    }

    private static String json(Rule rule) {
        return "{\"id\":\"" + rule.id + "\",\"value\":\"" + rule.value + "\",\"tag\":\"" + rule.tag + "\"}";
    }

    /** The answer to who asks for them. */
    String page() {
        String data = present().map(FakeXRules::json).collect(Collectors.joining(","));
        return (data.isEmpty() ? "{" : "{\"data\":[" + data + "],") + "\"meta\":{\"sent\":\"" + clock.instant()
                + "\"}}";
    }

    /** Adds or deletes some; the answer with its status. */
    Map.Entry<Integer, String> change(JsonNode body) {
        if (body.has("delete")) {
            for (JsonNode id : body.path("delete").path("ids")) {
                present()
                        .filter(rule -> rule.id.equals(id.asString()))
                        .findFirst()
                        .ifPresent(rule -> rule.until = clock.instant());
            }
            return Map.entry(
                    200,
                    "{\"meta\":{\"sent\":\"" + clock.instant() + "\",\"summary\":{\"deleted\":1,\"not_deleted\":0}}}");
        }
        List<String> data = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (JsonNode wanted : body.path("add")) {
            String value = wanted.path("value").asString();
            Rule same = present()
                    .filter(rule -> rule.value.equals(value))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                errors.add("{\"value\":\"" + value + "\",\"id\":\"" + same.id + "\",\"title\":\"DuplicateRule\"}");
            } else if (present().count() >= limit) {
                errors.add("{\"title\":\"RulesCapExceeded\",\"detail\":\"" + limit + " rules\"}");
            } else {
                Rule rule = new Rule(
                        posts.nextId(),
                        value,
                        wanted.path("tag").asString(""),
                        clock.instant().plus(FakeX.RULE_EFFECT));
                rules.add(rule);
                data.add(json(rule));
            }
        }
        return Map.entry(
                201,
                "{" + (data.isEmpty() ? "" : "\"data\":[" + String.join(",", data) + "],")
                        + (errors.isEmpty() ? "" : "\"errors\":[" + String.join(",", errors) + "],")
                        + "\"meta\":{\"sent\":\"" + clock.instant() + "\",\"summary\":{\"created\":" + data.size()
                        + ",\"not_created\":" + errors.size() + "}}}");
    }

    /** What the stream says of {@code post}; null if no rule asks for it. */
    @Nullable
    String object(FakeXPosts.Post post) {
        String matching = rules.stream()
                .filter(rule -> rule.matches(post))
                .map(rule -> "{\"id\":\"" + rule.id + "\",\"tag\":\"" + rule.tag + "\"}")
                .collect(Collectors.joining(","));
        return matching.isEmpty()
                ? null
                : "{\"data\":" + post.json() + "," + FakeXPosts.INCLUDES + ",\"matching_rules\":[" + matching + "]}";
    }
}
