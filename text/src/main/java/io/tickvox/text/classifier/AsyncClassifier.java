package io.tickvox.text.classifier;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a classifier without making the asker wait. Texts are gathered to calls; calls that fail for a passing reason are
 * tried again with growing, uneven delays; a classifier that fails again and again is left alone for a while. Every text gets
 * a verdict in the end. How many texts wait is for the asker to bound.
 */
public final class AsyncClassifier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AsyncClassifier.class);
    private static final Duration OWN_DELAY = Duration.ofNanos(-1);
    private static final AtomicLong NUMBER = new AtomicLong();

    private record Ask(String text, CompletableFuture<Verdict> verdict) {}

    private final Classifier classifier;
    private final CallPolicy policy;
    private final LinkedBlockingQueue<Ask> asks = new LinkedBlockingQueue<>();
    private final CircuitBreaker<List<Verdict>> breaker;
    private final FailsafeExecutor<List<Verdict>> executor;
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /** @param classifier closed together with this */
    public AsyncClassifier(Classifier classifier, CallPolicy policy) {
        this.classifier = classifier;
        this.policy = policy;
        this.breaker = CircuitBreaker.<List<Verdict>>builder()
                .handleIf(failure -> failure instanceof CallFailure call && call.kind() != CallFailure.Kind.CONTENT)
                .withFailureThreshold(policy.failures())
                .withDelay(policy.rest())
                .withSuccessThreshold(1)
                .onOpen(event -> log.warn("{} is left alone for {}: {}", model(), policy.rest(), trouble))
                .onClose(event -> log.info("{} serves again", model()))
                .build();
        this.executor = Failsafe.with(retry(policy), breaker);
        long number = NUMBER.incrementAndGet();
        for (int i = 0; i < policy.concurrency(); i++) {
            Thread caller = new Thread(this::work, "tickvox-classifier-" + number + "-" + i);
            caller.setDaemon(true);
            caller.start();
            callers.add(caller);
        }
    }

    private static RetryPolicy<List<Verdict>> retry(CallPolicy policy) {
        var retry = RetryPolicy.<List<Verdict>>builder()
                .handleIf(failure -> failure instanceof CallFailure call && call.kind() == CallFailure.Kind.PASSING)
                .withMaxAttempts(policy.attempts())
                .withDelayFnOn(context -> wantedDelay(context.getLastException(), policy), CallFailure.class)
                .withJitter(0.25);
        return policy.attempts() == 1
                ? retry.build()
                : retry.withBackoff(policy.firstDelay(), policy.maxDelay()).build();
    }

    /** The pause that the service asks for, as far as it is allowed; negative if it asks for none. */
    private static Duration wantedDelay(Throwable failure, CallPolicy policy) {
        Duration wanted =
                failure instanceof CallFailure call ? call.retryAfter().orElse(OWN_DELAY) : OWN_DELAY;
        return wanted.compareTo(policy.maxDelay()) < 0 ? wanted : policy.maxDelay();
    }

    /** How the classifier is. */
    public enum State {
        /** It serves, or was not asked yet. */
        UP,
        /** Its last call failed. */
        FAILING,
        /** It failed again and again and is left alone. */
        RESTING
    }

    public State state() {
        if (breaker.isOpen()) {
            return State.RESTING;
        }
        return trouble == null ? State.UP : State.FAILING;
    }

    /** Why the last call failed; null if it did not. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Calls made so far. */
    public long calls() {
        return calls.get();
    }

    /** Calls that failed, with each try counted. */
    public long failures() {
        return failures.get();
    }

    /** Name and version of the classifier. */
    public String model() {
        return classifier.model();
    }

    /** What the classifier says of {@code text}; never completes exceptionally. */
    public CompletableFuture<Verdict> ask(String text) {
        if (text.isBlank()) {
            return CompletableFuture.completedFuture(new Verdict.Refused("the text is empty"));
        }
        Ask ask = new Ask(text, new CompletableFuture<>());
        asks.add(ask);
        if (closed) {
            fail(List.of(ask), "the scorer was stopped");
        }
        return ask.verdict();
    }

    /** A verdict for each of {@code texts}, in order; the same text is asked about once. */
    public CompletableFuture<List<Verdict>> ask(List<String> texts) {
        Map<String, CompletableFuture<Verdict>> asked = new LinkedHashMap<>();
        texts.forEach(text -> asked.computeIfAbsent(text, this::ask));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> texts.stream()
                        .map(text -> Objects.requireNonNull(asked.get(text)).join())
                        .toList());
    }

    private void work() {
        List<Ask> batch = new ArrayList<>();
        while (!closed) {
            batch.clear();
            try {
                gather(batch);
                answer(batch);
            } catch (InterruptedException e) {
                fail(batch, closed ? "the scorer was stopped" : "the call was interrupted");
            }
        }
    }

    private void gather(List<Ask> batch) throws InterruptedException {
        batch.add(asks.take());
        long until = System.nanoTime() + policy.linger().toNanos();
        while (batch.size() < classifier.batch()) {
            Ask next = asks.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private void answer(List<Ask> batch) throws InterruptedException {
        try {
            List<Verdict> verdicts = executor.get(() -> call(batch));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).verdict().complete(verdicts.get(i));
            }
        } catch (CircuitBreakerOpenException e) {
            fail(batch, "left alone for " + policy.rest().toSeconds() + " s, since " + trouble);
        } catch (FailsafeException e) {
            fail(batch, e.getCause());
        } catch (RuntimeException | Error e) {
            // Its words may hold anything, so only the log has them.
            log.error("{} failed in an unforeseen way", model(), e);
            trouble = "an unforeseen failure (" + e.getClass().getSimpleName() + "; the log says more)";
            failures.incrementAndGet();
            fail(batch, trouble);
        }
    }

    private void fail(List<Ask> batch, @Nullable Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof CallFailure call && call.kind() == CallFailure.Kind.CONTENT) {
            if (batch.size() == 1) {
                batch.get(0).verdict().complete(new Verdict.Refused(String.valueOf(call.getMessage())));
                return;
            }
            int half = batch.size() / 2;
            answer(List.copyOf(batch.subList(0, half)));
            answer(List.copyOf(batch.subList(half, batch.size())));
            return;
        }
        fail(batch, cause == null ? "failed" : String.valueOf(cause.getMessage()));
    }

    private static void fail(List<Ask> batch, String reason) {
        batch.forEach(ask -> ask.verdict().complete(new Verdict.Failed(reason)));
    }

    private List<Verdict> call(List<Ask> batch) throws CallFailure, InterruptedException {
        calls.incrementAndGet();
        try {
            List<Verdict> verdicts =
                    classifier.classify(batch.stream().map(Ask::text).toList());
            if (verdicts.size() != batch.size()) {
                throw CallFailure.lasting(
                        model() + " gave " + verdicts.size() + " answers to " + batch.size() + " texts", null);
            }
            trouble = null;
            return verdicts;
        } catch (CallFailure e) {
            failures.incrementAndGet();
            if (e.kind() != CallFailure.Kind.CONTENT) {
                trouble = e.getMessage();
            }
            throw e;
        }
    }

    /** Ends all calls; what waits gets {@link Verdict.Failed}. */
    @Override
    public void close() {
        closed = true;
        callers.forEach(Thread::interrupt);
        for (Thread caller : callers) {
            join(caller);
        }
        for (Ask ask = asks.poll(); ask != null; ask = asks.poll()) {
            fail(List.of(ask), "the scorer was stopped");
        }
        classifier.close();
    }

    private static void join(Thread caller) {
        try {
            caller.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
