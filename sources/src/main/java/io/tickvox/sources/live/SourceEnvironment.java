package io.tickvox.sources.live;

import io.tickvox.model.Post;
import io.tickvox.sources.net.Web;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What sources share.
 *
 * @param web reaches the APIs
 * @param linkable whether a post can be about a ticker at all: sources of everything that is said land no others
 */
public record SourceEnvironment(Web web, Predicate<Post> linkable) {
    public SourceEnvironment {
        Objects.requireNonNull(web, "web");
        Objects.requireNonNull(linkable, "linkable");
    }
}
