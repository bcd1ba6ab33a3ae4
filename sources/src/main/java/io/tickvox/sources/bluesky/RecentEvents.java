package io.tickvox.sources.bluesky;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.RecentKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The last events, so that those that come again after a reconnect are known: minutes of the network's posts. */
final class RecentEvents {
    private static final int KEPT = 50_000;

    private final RecentKeys keys = new RecentKeys(KEPT);

    /**
     * What tells an event from all others: of a commit whose record, which one and in which revision; of an account's change
     * whose and when. Null for events of other kinds.
     */
    static @Nullable String key(JsonNode event) {
        String did = Json.text(event, "did");
        JsonNode commit = event.path("commit");
        JsonNode account = event.path("account");
        if (commit.isObject()) {
            return did + "/" + Json.text(commit, "collection") + "/" + Json.text(commit, "rkey") + "/"
                    + Json.text(commit, "rev") + "/" + Json.text(commit, "operation") + Json.text(commit, "type");
        }
        return account.isObject() ? did + "//" + account.path("seq") + "/" + Json.text(account, "time") : null;
    }

    boolean contains(String key) {
        return keys.contains(key);
    }

    void add(String key) {
        keys.add(key);
    }
}
