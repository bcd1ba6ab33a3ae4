package io.tickvox.sources.simulator;

/** A network that the crowd writes on. */
enum Network {
    X("x", 0.45, 1500),
    STOCKTWITS("stocktwits", 0.25, 900),
    REDDIT("reddit", 0.18, 800),
    BLUESKY("bluesky", 0.12, 500);

    private final String id;
    private final double share;
    private final int authors;

    Network(String id, double share, int authors) {
        this.id = id;
        this.share = share;
        this.authors = authors;
    }

    /** The source's name in envelopes and tables. */
    String id() {
        return id;
    }

    /** Part of all posts that is written here. */
    double share() {
        return share;
    }

    int authors() {
        return authors;
    }
}
