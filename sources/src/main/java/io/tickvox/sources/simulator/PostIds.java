package io.tickvox.sources.simulator;

import io.tickvox.model.PostKind;

/** Post ids in the form that the mappers give them. */
final class PostIds {
    private PostIds() {}

    static String of(Author author, long number, PostKind kind) {
        String text = Ids.text(author.network(), number);
        return switch (author.network()) {
            case X, STOCKTWITS -> text;
            case REDDIT -> (kind == PostKind.REPLY ? "t1_" : "t3_") + text;
            case BLUESKY -> author.id() + "/" + text;
        };
    }
}
