package io.tickvox.sources.x;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.live.SourceFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the stream's rules in step with the watchlist. Rules take effect some 20 s after they were added, so new ones are
 * added first and those that they replace are deleted only once they are in effect. Rules that others made for the same app
 * are left alone.
 */
final class XRules {
    /** After which a new rule is surely in effect. */
    static final Duration EFFECT = Duration.ofSeconds(30);

    private static final String TAG = "tickvox";
    private static final int AT_ONCE = 25;

    /**
     * A rule as X has it.
     *
     * @param tags the cashtags it asks for; empty if Tickvox would not write it so
     */
    private record Rule(String id, String value, TreeSet<String> tags) {}

    private final XApi api;
    private final XQueries queries;
    private final Set<String> ours = new HashSet<>();
    private List<Rule> stale = List.of();
    private Instant staleUntil = Instant.MAX;

    XRules(XApi api, XQueries queries) {
        this.api = api;
        this.queries = queries;
    }

    /**
     * Has X follow {@code wanted}.
     *
     * @return those of them that no rule asked for until now
     */
    Set<String> follow(TreeSet<String> wanted, Instant now)
            throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        List<Rule> have = read();
        Set<String> fresh = new TreeSet<>(wanted);
        have.forEach(rule -> fresh.removeAll(rule.tags()));
        List<Rule> kept =
                new ArrayList<>(have.stream().filter(rule -> fits(rule, wanted)).toList());
        TreeSet<String> open = new TreeSet<>(wanted);
        kept.forEach(rule -> open.removeAll(rule.tags()));
        List<String> added = queries.pack(open);
        List<String> ideal = queries.pack(wanted);
        if (kept.size() + added.size() > 2 * ideal.size() + 2) {
            kept.removeIf(rule -> !ideal.contains(rule.value()));
            added = new ArrayList<>(ideal);
            added.removeAll(kept.stream().map(Rule::value).toList());
        }
        stale = have.stream().filter(rule -> !kept.contains(rule)).toList();
        staleUntil = now.plus(EFFECT);
        ours.clear();
        have.forEach(rule -> ours.add(rule.id()));
        for (int i = 0; i < added.size(); i += AT_ONCE) {
            add(added.subList(i, Math.min(added.size(), i + AT_ONCE)));
        }
        return fresh;
    }

    private static boolean fits(Rule rule, Set<String> wanted) {
        return !rule.tags().isEmpty() && wanted.containsAll(rule.tags());
    }

    private List<Rule> read() throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : api.rules()) {
            String id = Json.id(rule, "id");
            String value = Json.text(rule, "value");
            if (id != null && value != null && TAG.equals(Json.text(rule, "tag"))) {
                rules.add(new Rule(id, value, queries.tagsOf(value)));
            }
        }
        return rules;
    }

    private void add(List<String> values) throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        JsonNode refusal = tryAdd(values);
        if (isFull(refusal) && !stale.isEmpty()) {
            delete(stale);
            stale = List.of();
            refusal = tryAdd(values);
        }
        if (!refusal.isMissingNode()) {
            String title = Json.text(refusal, "title");
            throw SourceFailure.refused(api.host() + " does not take a rule of the stream: " + title
                    + (isFull(refusal)
                            ? ". Delete rules that others made for this app, or shorten the watchlist"
                            : ". Check sources.x.filter"));
        }
    }

    private static boolean isFull(JsonNode refusal) {
        String title = Json.text(refusal, "title");
        return title != null && (title.contains("Cap") || title.contains("Limit"));
    }

    /** Adds rules; gives the error that is none of a rule which is there already, missing if there is none. */
    private JsonNode tryAdd(List<String> values)
            throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        JsonNode answer = api.changeRules(Map.of(
                "add",
                values.stream().map(value -> Map.of("value", value, "tag", TAG)).toList()));
        answer.path("data").forEach(rule -> ours.add(String.valueOf(Json.id(rule, "id"))));
        JsonNode refusal = tools.jackson.databind.node.MissingNode.getInstance();
        for (JsonNode error : answer.path("errors")) {
            if ("DuplicateRule".equals(Json.text(error, "title"))) {
                ours.add(String.valueOf(Json.id(error, "id")));
            } else {
                refusal = error;
            }
        }
        return refusal;
    }

    /** Deletes what has been replaced, once that is safe. */
    void tidy(Instant now) throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        if (!stale.isEmpty() && !now.isBefore(staleUntil)) {
            delete(stale);
            stale = List.of();
        }
    }

    private void delete(List<Rule> rules) throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        api.changeRules(
                Map.of("delete", Map.of("ids", rules.stream().map(Rule::id).toList())));
    }

    /** Whether one of our rules asked for a post; true where X does not say. */
    boolean askedFor(JsonNode matchingRules) {
        boolean others = false;
        for (JsonNode rule : matchingRules) {
            String id = Json.id(rule, "id");
            if (id != null && ours.contains(id)) {
                return true;
            }
            others = true;
        }
        return !others;
    }
}
