package io.tickvox.pipeline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyGroupTest {
    private static final long SPAN = 100;

    @Test
    void earlierPostThatArrivesLaterBecomesTheOriginal() {
        CopyGroup group = new CopyGroup();
        List<CopyGroup.Change> changes = new ArrayList<>();
        group.add(statement("b", 50), SPAN, changes::add);
        changes.clear();
        group.add(statement("a", 10), SPAN, changes::add);

        assertThat(group.standing("x", "a", SPAN)).isEqualTo(new CopyGroup.Standing(true, null));
        assertThat(group.standing("x", "b", SPAN)).isEqualTo(new CopyGroup.Standing(false, "a"));
        assertThat(changes).extracting(change -> change.statement().postId()).containsExactly("a", "b");
    }

    @Test
    void ofTwoPostsOfOneMomentTheLowerIdIsTheOriginal() {
        CopyGroup group = new CopyGroup();
        group.add(statement("10", 50), SPAN, change -> {});
        group.add(statement("9", 50), SPAN, change -> {});

        assertThat(group.standing("x", "10", SPAN)).isEqualTo(new CopyGroup.Standing(false, "9"));
    }

    @Test
    void postPastTheSpanIsAnOriginalAgain() {
        CopyGroup group = new CopyGroup();
        group.add(statement("a", 0), SPAN, change -> {});
        group.add(statement("b", SPAN), SPAN, change -> {});
        group.add(statement("c", SPAN + 1), SPAN, change -> {});

        assertThat(group.standing("x", "b", SPAN)).isEqualTo(new CopyGroup.Standing(false, "a"));
        assertThat(group.standing("x", "c", SPAN)).isEqualTo(new CopyGroup.Standing(false, "b"));
    }

    @Test
    void deletedOriginalLeavesItsPlaceToTheNextCopy() {
        CopyGroup group = new CopyGroup();
        group.add(statement("a", 0), SPAN, change -> {});
        group.add(statement("b", 1), SPAN, change -> {});
        group.add(statement("c", 2), SPAN, change -> {});
        group.remove("x", "a", SPAN, change -> {});

        assertThat(group.standing("x", "b", SPAN)).isEqualTo(new CopyGroup.Standing(true, null));
        assertThat(group.standing("x", "c", SPAN)).isEqualTo(new CopyGroup.Standing(false, "b"));
    }

    @Test
    void copyFromAnotherSourceNamesTheOriginalsSource() {
        CopyGroup group = new CopyGroup();
        group.add(statement("a", 0), SPAN, change -> {});
        group.add(statement("reddit", "b", 1), SPAN, change -> {});

        assertThat(group.standing("reddit", "b", SPAN)).isEqualTo(new CopyGroup.Standing(false, "x:a"));
    }

    /** The changes told, applied one by one, lead to the standings that hold; in every order the same. */
    @Property(tries = 500)
    void changesAddUpToTheStandingsInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            statements.add(statement(Integer.toString(i), random.nextInt(250)));
        }
        List<Statement> removed = statements.subList(0, random.nextInt(statements.size()));

        TreeMap<String, CopyGroup.@Nullable Standing> told = null;
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(statements.subList(removed.size(), statements.size()), random);
            TreeMap<String, CopyGroup.@Nullable Standing> now = run(statements, removed);
            if (told != null) {
                assertThat(now).isEqualTo(told);
            }
            told = now;
        }
    }

    private static TreeMap<String, CopyGroup.@Nullable Standing> run(
            List<Statement> statements, List<Statement> removed) {
        TreeMap<String, CopyGroup.@Nullable Standing> told = new TreeMap<>();
        CopyGroup group = new CopyGroup();
        for (Statement statement : statements) {
            group.add(statement, SPAN, change -> apply(told, change));
        }
        for (Statement statement : removed) {
            group.remove("x", statement.postId(), SPAN, change -> apply(told, change));
        }
        for (Statement member : group.members()) {
            assertThat(told.get(member.postId())).isEqualTo(group.standing("x", member.postId(), SPAN));
        }
        assertThat(told).hasSize(statements.size() - removed.size());
        return told;
    }

    private static void apply(TreeMap<String, CopyGroup.@Nullable Standing> told, CopyGroup.Change change) {
        String id = change.statement().postId();
        assertThat(told.get(id)).isEqualTo(change.before());
        if (change.after() == null) {
            told.remove(id);
        } else {
            told.put(id, change.after());
        }
    }

    private static Statement statement(String id, long createdAt) {
        return statement("x", id, createdAt);
    }

    private static Statement statement(String source, String id, long createdAt) {
        return new Statement(
                source,
                id,
                0,
                createdAt,
                1,
                false,
                true,
                false,
                null,
                new String[0],
                new int[0],
                new int[0],
                new Label[0]);
    }
}
