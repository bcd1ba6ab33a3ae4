package io.tickvox.pipeline.operator;

import io.tickvox.text.classifier.AsyncClassifier;
import io.tickvox.text.classifier.CallPolicy;
import io.tickvox.text.classifier.ClassifierFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * The classifiers of this process. All tasks that use the same one share it: a model lies in memory once, and its calls are
 * bounded together.
 */
public final class SharedClassifiers {
    private static final Map<ClassifierFactory, Shared> OPEN = new HashMap<>();

    private SharedClassifiers() {}

    private static final class Shared {
        private final AsyncClassifier classifier;
        private int leases;

        Shared(AsyncClassifier classifier) {
            this.classifier = classifier;
        }
    }

    /**
     * The classifier that {@code factory} makes, made now if nobody else has it, until the lease is closed.
     *
     * @param policy how it is asked; what was set by whoever made it stands
     */
    public static Lease lease(ClassifierFactory factory, CallPolicy policy) {
        synchronized (OPEN) {
            Shared shared = OPEN.get(factory);
            if (shared == null) {
                shared = new Shared(new AsyncClassifier(factory.open(), policy));
                OPEN.put(factory, shared);
            }
            shared.leases++;
            return new Lease(factory, shared);
        }
    }

    /** The right to use a classifier; the last that is closed closes it. */
    public static final class Lease implements AutoCloseable {
        private final ClassifierFactory factory;
        private final Shared shared;
        private boolean closed;

        private Lease(ClassifierFactory factory, Shared shared) {
            this.factory = factory;
            this.shared = shared;
        }

        public AsyncClassifier classifier() {
            return shared.classifier;
        }

        @Override
        public void close() {
            synchronized (OPEN) {
                if (closed) {
                    return;
                }
                closed = true;
                shared.leases--;
                if (shared.leases > 0) {
                    return;
                }
                OPEN.remove(factory);
            }
            shared.classifier.close();
        }
    }
}
