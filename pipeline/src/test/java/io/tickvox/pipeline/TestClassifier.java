package io.tickvox.pipeline;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import io.tickvox.text.Analysis;
import io.tickvox.text.Analyzer;
import io.tickvox.text.Link;
import io.tickvox.text.Sentiment;
import io.tickvox.text.TickerMention;
import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.CallPolicy;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.ClassifierFactory;
import io.tickvox.text.classifier.Passages;
import io.tickvox.text.classifier.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Judges by the passage's hash, and fails as it is told: a test's stand-in for a scorer elsewhere. */
record TestClassifier(String id) implements ClassifierFactory {
    static final String MODEL = "elsewhere-1";
    private static final ConcurrentHashMap<String, TestClassifier.Behaviour> BEHAVIOURS = new ConcurrentHashMap<>();

    /** How it behaves from now on; shared by all that are equal. */
    static final class Behaviour {
        final AtomicLong texts = new AtomicLong();
        /** Share of calls that fail as a whole, and of texts that fail in those that do not. */
        volatile double failing;
        /** How long each call takes, in milliseconds. */
        volatile long millis;
    }

    Behaviour behaviour() {
        return BEHAVIOURS.computeIfAbsent(id, ignored -> new Behaviour());
    }

    ScoringSettings settings(Duration patience) {
        CallPolicy policy = new CallPolicy(
                3, Duration.ofMillis(1), 2, Duration.ofMillis(1), Duration.ofMillis(5), 5, Duration.ofMillis(20));
        return new ScoringSettings(
                this, policy, patience, Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofHours(1), 40);
    }

    /** What is in the tables once every text has been judged. */
    Analyzer reference() {
        Analyzer linker = new TestAnalyzer();
        return document -> {
            Analysis analysis = linker.analyze(document);
            List<Link> links =
                    analysis.mentions().stream().map(TickerMention::link).toList();
            List<String> passages = Passages.of(document.text(), links);
            List<TickerMention> mentions = new ArrayList<>();
            for (int i = 0; i < links.size(); i++) {
                mentions.add(new TickerMention(links.get(i), sentiment(passages.get(i)), analysis.noise()));
            }
            return new Analysis(analysis.sentiment(), analysis.noise(), analysis.cashtags(), mentions, MODEL);
        };
    }

    private static Sentiment sentiment(String text) {
        double score = Fixed.value(Math.floorMod(text.hashCode() * 31, 20_001) - Fixed.ONE);
        Label label = score > 0.3 ? Label.POSITIVE : score < -0.3 ? Label.NEGATIVE : Label.NEUTRAL;
        return new Sentiment(label, score, Math.max(0, score), 1 - Math.abs(score), Math.max(0, -score));
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public int concurrency(int wanted) {
        return wanted;
    }

    @Override
    public Classifier open() {
        Behaviour behaviour = behaviour();
        return new Classifier() {
            @Override
            public String model() {
                return MODEL;
            }

            @Override
            public int batch() {
                return 7;
            }

            @Override
            public List<Verdict> classify(List<String> texts) throws CallFailure, InterruptedException {
                if (behaviour.millis > 0) {
                    Thread.sleep(behaviour.millis);
                }
                if (fails(behaviour)) {
                    throw CallFailure.passing("down", null);
                }
                behaviour.texts.addAndGet(texts.size());
                return texts.stream()
                        .<Verdict>map(text -> fails(behaviour)
                                ? new Verdict.Failed("not now")
                                : new Verdict.Judged(sentiment(text), MODEL))
                        .toList();
            }

            @Override
            public void close() {}
        };
    }

    private static boolean fails(Behaviour behaviour) {
        return ThreadLocalRandom.current().nextDouble() < behaviour.failing;
    }
}
