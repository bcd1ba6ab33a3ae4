package io.tickvox.text;

import java.util.List;

/** Finds the tickers that a text is about. Total: no text makes it throw, and its time is linear in the text's length. */
public interface Linker {
    /** At most one link for each ticker, the strongest, in order of first appearance. */
    List<Link> link(Document document);
}
