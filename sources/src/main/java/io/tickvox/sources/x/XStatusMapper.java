package io.tickvox.sources.x;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.JsonScanner;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.UnreadableException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Posts as X API v1.1 writes them: one object, an array of them, or a search page ({@code statuses}). A repost carries the
 * full text and the cashtags of the post that it passes on; an edited post the ids of its earlier versions, which it
 * replaces.
 *
 * <p>Most of a payload is of no interest (user profiles, above all), so that it is scanned rather than parsed. This is the
 * path that replays spend their time on.
 */
public final class XStatusMapper implements Mapper {
    private final JsonScanner in = new JsonScanner();
    private final XStatus status = XStatus.readBy(in);

    @Override
    public void map(Envelope envelope, String position, Consumer<? super Normalised> out) {
        Payload payload = new Payload(envelope, position, out);
        byte[] bytes = envelope.payload();
        int root;
        try {
            in.reset(bytes);
            boolean isObject = in.peek() == '{';
            root = in.offset();
            if (isObject) {
                status.read();
            } else {
                in.skip();
            }
            in.finish();
        } catch (UnreadableException e) {
            UnreadableException reason = Json.notJson(bytes, e.getMessage());
            payload.reject(reason.reason(), reason.getMessage());
            return;
        }
        int page = in.is('[', root) ? root : in.is('{', root) ? status.page() : JsonScanner.NONE;
        if (page == JsonScanner.NONE) {
            payload.mapAll(0, null, () -> records(payload, root, bytes.length));
        } else {
            mapPage(payload, page);
        }
    }

    private void mapPage(Payload payload, int page) {
        in.seek(page);
        int n = 0;
        for (boolean more = in.firstElement(); more; more = in.nextElement()) {
            boolean isObject = in.peek() == '{';
            int from = in.offset();
            if (isObject) {
                status.read();
            } else {
                in.skip();
            }
            int to = in.offset();
            payload.mapAll(n++, () -> Arrays.copyOfRange(payload.bytes(), from, to), () -> records(payload, from, to));
        }
    }

    /** What was read last and stands from {@code from} to before {@code to}. */
    private List<? extends Normalised> records(Payload payload, int from, int to) {
        if (!in.is('{', from)) {
            throw new UnreadableException(Rejection.Reason.MALFORMED, "Invalid payload: expected a JSON object");
        }
        Post post = status.post(payload);
        if (post == null) {
            return notices(payload, from, to);
        }
        List<String> versions = status.versions();
        return versions.isEmpty() ? List.of(post) : XEdits.with(post, versions);
    }

    private static List<Normalised> notices(Payload payload, int from, int to) {
        JsonNode root = Json.parse(Arrays.copyOfRange(payload.bytes(), from, to));
        List<Normalised> notices = XNotices.records(root, payload.source(), payload.observedAt());
        if (notices == null) {
            UnreadableException problem = XErrors.problem(root);
            throw problem != null ? problem : UnreadableException.missing("id_str");
        }
        return notices;
    }
}
