package io.tickvox.pipeline.core;

import io.tickvox.model.Fixed;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.text.Sentiment;
import io.tickvox.text.classifier.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts scores that came later into what is known of a post. */
public final class Scores {
    private Scores() {}

    /** The post of an event that holds one. */
    public static Post post(PostEvent event) {
        if (event instanceof PostEvent.Upsert upsert) {
            return upsert.post();
        } else if (event instanceof PostEvent.Late late) {
            return late.post();
        }
        throw new IllegalArgumentException("Invalid event " + event + ": expected one with a post");
    }

    /** The mentions of an event that holds a post. */
    public static List<Mention> mentions(PostEvent event) {
        return event instanceof PostEvent.Late late ? late.mentions() : ((PostEvent.Upsert) event).mentions();
    }

    /** What is left of an event whose post does not count any more before it was passed on. */
    public static PostEvent.Overtaken overtaken(PostEvent event) {
        return new PostEvent.Overtaken(
                event.group(),
                event.source(),
                event.postId(),
                post(event).createdAt().toEpochMilli(),
                mentions(event).stream().map(Mention::symbol).toList());
    }

    /** {@code event} with another form of its post. */
    public static PostEvent with(PostEvent event, Post post) {
        List<Mention> mentions = mentions(event).stream()
                .map(mention -> copy(mention, post, sentiment(mention), mention.model()))
                .toList();
        return with(event, post, mentions);
    }

    /** {@code event} with {@code mentions} in place of its own. */
    public static PostEvent with(PostEvent event, List<Mention> mentions) {
        return with(event, post(event), mentions);
    }

    /**
     * {@code event} with the verdicts on its tickers; those without a judgement are unscored.
     *
     * @param verdicts by ticker
     * @param model of mentions for which none is named
     */
    public static PostEvent with(PostEvent event, Map<String, Verdict> verdicts, String model) {
        Post post = post(event);
        String judge = verdicts.values().stream()
                .filter(Verdict.Judged.class::isInstance)
                .map(verdict -> ((Verdict.Judged) verdict).model())
                .findFirst()
                .orElse(model);
        return with(
                event,
                mentions(event).stream()
                        .map(mention -> copy(mention, post, sentiment(verdicts.get(mention.symbol())), judge))
                        .toList());
    }

    /**
     * {@code event} as that of a post which state may no longer know in full: its rows are written, its bars recomputed.
     */
    public static PostEvent late(PostEvent event) {
        return event instanceof PostEvent.Upsert upsert
                ? new PostEvent.Late(
                        upsert.group(), upsert.post(), upsert.revision(), upsert.fingerprint(), upsert.mentions())
                : event;
    }

    /** {@code event} as that of a post which is, or is not, thought to be new to the tables. */
    public static PostEvent asNew(PostEvent event, boolean isNew) {
        return event instanceof PostEvent.Upsert upsert && upsert.isNew() != isNew
                ? new PostEvent.Upsert(
                        upsert.group(),
                        upsert.post(),
                        upsert.revision(),
                        upsert.fingerprint(),
                        upsert.mentions(),
                        isNew)
                : event;
    }

    private static PostEvent with(PostEvent event, Post post, List<Mention> mentions) {
        if (event instanceof PostEvent.Upsert upsert) {
            return new PostEvent.Upsert(
                    upsert.group(), post, upsert.revision(), upsert.fingerprint(), mentions, upsert.isNew());
        }
        PostEvent.Late late = (PostEvent.Late) event;
        return new PostEvent.Late(late.group(), post, late.revision(), late.fingerprint(), mentions);
    }

    private static Sentiment sentiment(@Nullable Verdict verdict) {
        return verdict instanceof Verdict.Judged judged ? judged.sentiment() : Sentiment.UNSCORED;
    }

    private static Sentiment sentiment(Mention mention) {
        return new Sentiment(
                mention.label(), mention.score(), mention.pPositive(), mention.pNeutral(), mention.pNegative());
    }

    private static Mention copy(Mention mention, Post post, Sentiment sentiment, String model) {
        return new Mention(
                mention.source(),
                mention.postId(),
                mention.symbol(),
                mention.createdAt(),
                post.observedAt(),
                mention.link(),
                mention.linkConfidence(),
                mention.linkReason(),
                Fixed.round(sentiment.score()),
                Fixed.round(sentiment.pPositive()),
                Fixed.round(sentiment.pNeutral()),
                Fixed.round(sentiment.pNegative()),
                mention.noise(),
                sentiment.label(),
                mention.authorLabel(),
                mention.weight(),
                model);
    }
}
