package io.tickvox.sources.simulator;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.PostKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One post of the crowd, before it is put in its network's format.
 *
 * @param id the network's id: the one that the mapper gives
 * @param number the number that {@code id} is made of
 * @param createdMillis when it was written
 * @param text what it says, without {@code link}
 * @param link an address that follows the text; null if none
 * @param stances what is true of it, a stance for each company it is about
 * @param noise whether it is promotion or spam
 * @param kind how it came to be
 * @param parent what it answers, passes on or quotes; without a parent of its own; null if none
 * @param copyOf the post whose text it repeats with slight changes; null if none
 * @param tag direction that the author tagged; null if none
 * @param likes at the time of observation
 * @param fate what becomes of it
 */
record SimulatedPost(
        Author author,
        String id,
        long number,
        long createdMillis,
        String text,
        @Nullable String link,
        List<Stance> stances,
        boolean noise,
        PostKind kind,
        @Nullable SimulatedPost parent,
        @Nullable SimulatedPost copyOf,
        @Nullable AuthorLabel tag,
        int likes,
        Fate fate) {

    /** What becomes of a post after it has arrived. */
    enum Fate {
        STAYS,
        EDITED,
        DELETED
    }

    Network network() {
        return author.network();
    }

    String handle() {
        return author.handle();
    }

    /** Text with the link, as people see it. */
    String fullText() {
        return link == null ? text : text + " " + link;
    }

    SimulatedPost withoutParents() {
        return parent == null && copyOf == null
                ? this
                : new SimulatedPost(
                        author,
                        id,
                        number,
                        createdMillis,
                        text,
                        link,
                        stances,
                        noise,
                        kind,
                        null,
                        null,
                        tag,
                        likes,
                        fate);
    }

    SimulatedPost withText(String newText) {
        return new SimulatedPost(
                author,
                id,
                number,
                createdMillis,
                newText,
                link,
                stances,
                noise,
                kind,
                parent,
                copyOf,
                tag,
                likes,
                fate);
    }
}
