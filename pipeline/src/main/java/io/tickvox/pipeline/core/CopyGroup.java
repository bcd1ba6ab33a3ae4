package io.tickvox.pipeline.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The posts of one text. A post is a copy if an earlier post of the group was written at most {@code span} before it; the
 * earliest of those is its original. Earlier means by time written, then by id, so that whoever arrives first changes
 * nothing.
 */
public final class CopyGroup {
    /*
     * Members stand in order. The original of the member at i is the first member not older than span before it, which is
     * at or before i; if it is i itself, the member is an original. Adding or removing the member at p can change only
     * members after p that were written within span after it.
     */
    private final List<Statement> members;

    public CopyGroup() {
        this(new ArrayList<>(1));
    }

    /** A group of {@code members}, which must stand in order. */
    public CopyGroup(List<Statement> members) {
        this.members = members;
    }

    public List<Statement> members() {
        return Collections.unmodifiableList(members);
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public @Nullable Statement find(String source, String postId) {
        int index = indexOf(source, postId);
        return index < 0 ? null : members.get(index);
    }

    /**
     * Adds {@code statement}, taking back what the group held of the same post.
     *
     * @param out told of every member whose standing changed
     */
    public void add(Statement statement, long span, Consumer<Change> out) {
        remove(statement.source(), statement.postId(), span, out);
        int position = position(statement);
        List<Standing> before = standings(position, statement.createdAt(), span);
        members.add(position, statement);
        out.accept(new Change(statement, null, standing(position, span)));
        report(before, position + 1, span, out);
    }

    /** Takes back what the group held of a post, if anything. */
    public void remove(String source, String postId, long span, Consumer<Change> out) {
        int position = indexOf(source, postId);
        if (position < 0) {
            return;
        }
        Statement statement = members.get(position);
        Standing standing = standing(position, span);
        List<Standing> before = standings(position + 1, statement.createdAt(), span);
        members.remove(position);
        out.accept(new Change(statement, standing, null));
        report(before, position, span, out);
    }

    /** Gives {@code out} the members written at {@code createdAt} or within {@code span} after, with how they stand. */
    public void forEachSince(long createdAt, long span, BiConsumer<Statement, Standing> out) {
        for (int i = firstNotBefore(createdAt); i < members.size(); i++) {
            Statement member = members.get(i);
            if (member.createdAt() - createdAt > span) {
                return;
            }
            out.accept(member, standing(i, span));
        }
    }

    /** Forgets members written before {@code millis}, of which nothing is taken back; false if there are none. */
    public boolean forgetBefore(long millis) {
        int keep = 0;
        while (keep < members.size() && members.get(keep).createdAt() < millis) {
            keep++;
        }
        members.subList(0, keep).clear();
        return keep > 0;
    }

    /** How the member of that name stands; null if there is none. */
    public @Nullable Standing standing(String source, String postId, long span) {
        int index = indexOf(source, postId);
        return index < 0 ? null : standing(index, span);
    }

    private Standing standing(int index, long span) {
        Statement member = members.get(index);
        if (member.repost()) {
            return Standing.REPOST;
        }
        if (!member.groupable()) {
            return Standing.ORIGINAL;
        }
        Statement first = members.get(firstNotBefore(member.createdAt() - span));
        return first == member ? Standing.ORIGINAL : new Standing(false, first.reference(member.source()));
    }

    /** Standings of the members from {@code from} on that were written within {@code span} after {@code createdAt}. */
    private List<Standing> standings(int from, long createdAt, long span) {
        if (from == members.size()) {
            return List.of();
        }
        List<Standing> standings = new ArrayList<>();
        for (int i = from; i < members.size() && members.get(i).createdAt() - createdAt <= span; i++) {
            standings.add(standing(i, span));
        }
        return standings;
    }

    private void report(List<Standing> before, int from, long span, Consumer<Change> out) {
        for (int i = 0; i < before.size(); i++) {
            Standing now = standing(from + i, span);
            if (!now.equals(before.get(i))) {
                out.accept(new Change(members.get(from + i), before.get(i), now));
            }
        }
    }

    private int firstNotBefore(long millis) {
        int low = 0;
        int high = members.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (members.get(middle).createdAt() >= millis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int position(Statement statement) {
        int low = 0;
        int high = members.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (members.get(middle).compareTo(statement) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int indexOf(String source, String postId) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (members.get(i).is(source, postId)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * How a post stands in its group.
     *
     * @param original whether it is neither repost nor copy
     * @param copyOf the original; null unless it is a copy
     */
    public record Standing(boolean original, @Nullable String copyOf) {
        static final Standing ORIGINAL = new Standing(true, null);
        static final Standing REPOST = new Standing(false, null);
    }

    /**
     * A member came, went, or stands differently now.
     *
     * @param before null if it came
     * @param after null if it went
     */
    public record Change(
            Statement statement,
            @Nullable Standing before,
            @Nullable Standing after) {}
}
