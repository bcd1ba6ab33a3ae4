package io.tickvox.text.classifier;

import io.tickvox.text.Sentiment;
import java.util.Objects;

/** What became of a text that a classifier was asked about. */
public sealed interface Verdict {
    /**
     * It was judged.
     *
     * @param model name and version of what judged it
     */
    record Judged(Sentiment sentiment, String model) implements Verdict {
        public Judged {
            Objects.requireNonNull(sentiment, "sentiment");
            Objects.requireNonNull(model, "model");
        }
    }

    /** It cannot be judged, however often it is asked about; {@code reason} is for people. */
    record Refused(String reason) implements Verdict {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** It could not be judged now; {@code reason} is for people. */
    record Failed(String reason) implements Verdict {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
