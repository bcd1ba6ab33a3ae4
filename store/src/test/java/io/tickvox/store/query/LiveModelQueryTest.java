package io.tickvox.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Revision;
import io.tickvox.store.PostChange;
import io.tickvox.store.PostChangeWriter;
import io.tickvox.store.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveModelQueryTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<PostChange> changes = new ArrayList<>();

    private void post(String model, Instant at, @Nullable AuthorLabel tag, Label label, double... scores) {
        post(model, at, tag, label, PostKind.ORIGINAL, null, scores);
    }

    private void post(
            String model,
            Instant at,
            @Nullable AuthorLabel tag,
            Label label,
            PostKind kind,
            @Nullable String copyOf,
            double... scores) {
        String id = Integer.toString(changes.size());
        Post post = Post.builder("stocktwits", id, at, at)
                .text("a post")
                .kind(kind)
                .copyOf(copyOf)
                .authorLabel(tag)
                .build();
        List<Mention> mentions = new ArrayList<>();
        for (double score : scores) {
            mentions.add(new Mention(
                    "stocktwits",
                    id,
                    "S" + mentions.size(),
                    at,
                    at,
                    LinkKind.CASHTAG,
                    1,
                    "",
                    score,
                    Math.max(0, score),
                    1 - Math.abs(score),
                    Math.max(0, -score),
                    0,
                    label,
                    tag,
                    1,
                    model));
        }
        changes.add(new PostChange.Written(post, new Revision(0, 0, 0), 0, mentions, true));
    }

    @Test
    void countsEachTaggedOriginalThatWasJudgedOnceByModelAndDay() throws Exception {
        post("a-2", NOON, AuthorLabel.BULLISH, Label.POSITIVE, 0.9);
        post("a-2", NOON, AuthorLabel.BULLISH, Label.NEUTRAL, 0.0);
        post("a-2", NOON, AuthorLabel.BULLISH, Label.NEGATIVE, -0.4, 0.1);
        post("a-2", NOON, AuthorLabel.BEARISH, Label.NEGATIVE, -0.4, -0.9, 0.2);
        post("a-2", NOON.minus(Duration.ofDays(1)), AuthorLabel.BEARISH, Label.POSITIVE, 0.4);
        post("a-1", NOON.minus(Duration.ofDays(1)), AuthorLabel.BEARISH, Label.NEGATIVE, -0.4);
        post("a-1", NOON.minus(Duration.ofDays(40)), AuthorLabel.BEARISH, Label.NEGATIVE, -0.4);
        post("a-2", NOON, null, Label.POSITIVE, 0.9);
        post("a-2", NOON, AuthorLabel.BULLISH, Label.UNSCORED, 0);
        post("a-2", NOON, AuthorLabel.BULLISH, Label.POSITIVE, PostKind.REPOST, null, 0.9);
        post("a-2", NOON, AuthorLabel.BULLISH, Label.POSITIVE, PostKind.ORIGINAL, "0", 0.9);
        Agreement made = new Agreement(100, 90, 50, 30);

        try (TestDatabase database = TestDatabase.migrated()) {
            assertThat(new Queries(database.dataSource()).liveModels().models(30, model -> null))
                    .isEmpty();
            try (Connection connection = database.dataSource().getConnection()) {
                new PostChangeWriter().write(connection, changes);
            }
            List<LiveModel> models = new Queries(database.dataSource())
                    .liveModels()
                    .models(30, model -> model.equals("a-2") ? made : null);

            assertThat(models).extracting(LiveModel::model).containsExactly("a-2", "a-1");
            assertThat(models.get(0).total()).isEqualTo(new Agreement(3, 2, 2, 1));
            assertThat(models.get(0).reference()).isEqualTo(made);
            assertThat(models.get(0).days())
                    .containsExactly(
                            new LiveModel.Day(LocalDate.parse("2026-11-20"), new Agreement(3, 2, 1, 1)),
                            new LiveModel.Day(LocalDate.parse("2026-11-19"), new Agreement(0, 0, 1, 0)));
            assertThat(models.get(1).total()).isEqualTo(new Agreement(0, 0, 1, 1));
            assertThat(database.rows("select sum(bearish) from model_live")).hasToString("[4]");
        }
    }
}
