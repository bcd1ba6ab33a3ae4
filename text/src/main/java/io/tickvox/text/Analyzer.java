package io.tickvox.text;

/** Links and scores a text. Total, like {@link Linker}. Safe for use by several threads at once. */
public interface Analyzer {
    Analysis analyze(Document document);
}
