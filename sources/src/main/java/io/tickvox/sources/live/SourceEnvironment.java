package io.tickvox.sources.live;

import io.tickvox.model.Post;
import io.tickvox.sources.net.Web;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What sources share.
 *
 * @param web reaches the APIs
 * @param linkable whether a post can be about a ticker at all: sources of everything that is said land no others
 * @param enabled names of the sources that run beside each other
 */
public record SourceEnvironment(Web web, Predicate<Post> linkable, Set<String> enabled) {
    public SourceEnvironment {
        Objects.requireNonNull(web, "web");
        Objects.requireNonNull(linkable, "linkable");
        enabled = Set.copyOf(enabled);
    }

    /** For a source that runs alone. */
    public SourceEnvironment(Web web, Predicate<Post> linkable) {
        this(web, linkable, Set.of());
    }
}
