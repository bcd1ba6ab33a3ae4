package io.tickvox.sources.x;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.RecentKeys;
import io.tickvox.sources.live.Intake;
import java.util.List;

/** Lands posts as X sent them, and none of those that have landed already, as far as they come by themselves. */
final class XPosts {
    private static final int KEPT = 100_000;

    private final RecentKeys landed = new RecentKeys(KEPT);

    /** Lands an object of the stream, unless its post has landed. */
    void land(String id, byte[] object, Intake intake) {
        if (!landed.contains(id)) {
            intake.land(Channel.POSTS, "stream", object);
            landed.add(id);
        }
    }

    /** Lands a page of a search, unless all of its posts have landed. */
    void land(XApi.Page page, Intake intake) {
        List<String> fresh =
                page.ids().stream().filter(id -> !landed.contains(id)).toList();
        if (!fresh.isEmpty() || page.hasErrors()) {
            intake.land(Channel.POSTS, "search", page.bytes());
            fresh.forEach(landed::add);
        }
    }
}
