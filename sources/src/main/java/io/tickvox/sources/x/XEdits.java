package io.tickvox.sources.x;

import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.sources.internal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Edits of posts. Each version of a post has an id of its own, and tells the ids of those before it. A version ends when
 * the next was written, which its id tells, so that whichever version tells of it says the same.
 */
final class XEdits {
    private static final Comparator<String> OLDEST_FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private XEdits() {}

    /** The ids in the array {@code history}. */
    static List<String> ids(JsonNode history) {
        List<String> ids = new ArrayList<>();
        for (JsonNode element : history) {
            String id = element.isIntegralNumber() ? element.bigIntegerValue().toString() : Json.textOf(element);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** When the version {@code id} of a post was written, in milliseconds since 1970; 0 if it is the only one. */
    static long version(List<String> history, String id) {
        Instant edited = history.size() > 1 ? XTime.ofId(id) : null;
        return edited == null ? 0 : edited.toEpochMilli();
    }

    /** {@code post}, and that the versions before it are no longer what it says. */
    static List<Normalised> with(Post post, List<String> history) {
        List<Normalised> records = new ArrayList<>();
        records.add(post);
        records.addAll(replaced(history, post.postId(), post.source(), post.observedAt()));
        return records;
    }

    /** That all versions but the last are no longer what the post says. */
    static List<Deletion> replaced(List<String> history, String source, Instant observedAt) {
        return history.stream()
                .filter(XText::isId)
                .max(OLDEST_FIRST)
                .map(last -> replaced(history, last, source, observedAt))
                .orElse(List.of());
    }

    /** That the versions before {@code id} are no longer what the post says. */
    private static List<Deletion> replaced(List<String> history, String id, String source, Instant observedAt) {
        TreeSet<String> versions = new TreeSet<>(OLDEST_FIRST);
        history.stream().filter(XText::isId).forEach(versions::add);
        versions.add(id);
        List<Deletion> replaced = new ArrayList<>();
        for (String earlier : versions.headSet(id)) {
            replaced.add(new Deletion(source, earlier, endOf(earlier, versions, observedAt), observedAt));
        }
        return replaced;
    }

    private static Instant endOf(String id, TreeSet<String> versions, Instant observedAt) {
        String next = versions.higher(id);
        Instant at = next == null ? null : XTime.ofId(next);
        return at == null ? observedAt : at;
    }
}
