package io.tickvox.sources.bluesky;

import io.tickvox.sources.internal.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The last events, so that those that come again after a reconnect are known: minutes of the network's posts. */
final class RecentEvents {
    private static final int KEPT = 50_000;

    private final Set<String> keys = new LinkedHashSet<>();

    /** What tells a commit from all others: whose record, which one, in which revision; null if it is no commit. */
    static @Nullable String key(JsonNode event) {
        JsonNode commit = event.path("commit");
        if (!commit.isObject()) {
            return null;
        }
        return Json.text(event, "did") + "/" + Json.text(commit, "collection") + "/" + Json.text(commit, "rkey") + "/"
                + Json.text(commit, "rev") + "/" + Json.text(commit, "operation") + Json.text(commit, "type");
    }

    /** False if it is among the last. */
    boolean add(String key) {
        if (!keys.add(key)) {
            return false;
        }
        if (keys.size() > KEPT) {
            keys.remove(keys.iterator().next());
        }
        return true;
    }
}
