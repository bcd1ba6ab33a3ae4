package io.tickvox.sources.live;

/** Makes sources of one kind. */
public interface SourceFactory {
    /** What the source is and which settings it takes. */
    SourceInfo info();

    /** What the source is with these settings, of which any may be missing or wrong. */
    default SourceInfo info(SourceSettings settings) {
        return info();
    }

    /** A source with these settings; the required ones are there. */
    LiveSource create(SourceSettings settings, SourceEnvironment environment);
}
