package io.tickvox.text.classifier;

import io.tickvox.text.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/*
 * A classifier of whole texts gives one verdict, so a text that speaks of several companies is cut up for it. Clauses end at
 * line ends, at stops, and at commas and words of contrast with a company on both sides. What names no company is said of all
 * of them. Companies named in one clause share it.
 */

/** What part of a text is to be judged for each company that it names. */
public final class Passages {
    private static final List<String> CONTRASTS = List.of("but", "while", "whereas", "although", "though");

    private Passages() {}

    /**
     * The passage for each of {@code links}, in their order: the whole text where it names one company only, and for a link
     * whose evidence is not in the text.
     */
    public static List<String> of(String text, List<Link> links) {
        List<Link> named = links.stream()
                .filter(link -> link.start() >= 0)
                .sorted(Comparator.comparingInt(Link::start))
                .toList();
        if (named.size() < 2) {
            return links.stream().map(link -> text).toList();
        }
        List<Clause> clauses = clauses(text, named);
        List<String> passages = new ArrayList<>(links.size());
        for (Link link : links) {
            passages.add(link.start() < 0 ? text : passage(text, clauses, named, link));
        }
        return passages;
    }

    private static String passage(String text, List<Clause> clauses, List<Link> named, Link link) {
        StringBuilder passage = new StringBuilder();
        for (Clause clause : clauses) {
            if (clause.holds(link) || named.stream().noneMatch(clause::holds)) {
                passage.append(passage.isEmpty() ? "" : " ")
                        .append(text.substring(clause.start, clause.end).strip());
            }
        }
        return passage.toString();
    }

    /** The text's clauses; together they are the text. */
    private static List<Clause> clauses(String text, List<Link> named) {
        List<Clause> clauses = new ArrayList<>();
        Clause last = null;
        boolean cut = true;
        int start = 0;
        for (int end = 1; end <= text.length(); end++) {
            boolean stops = end == text.length() || isStop(text, end - 1);
            if (!stops && !mayStartAt(text, end) || isInsideLink(end, named)) {
                continue;
            }
            Clause piece = new Clause(start, end, isClause(text, start, end, named));
            if (last != null && !cut && !(last.complete && piece.complete)) {
                clauses.remove(clauses.size() - 1);
                piece = new Clause(last.start, end, isClause(text, last.start, end, named));
            }
            clauses.add(piece);
            last = piece;
            cut = stops;
            start = end;
        }
        return clauses;
    }

    private static boolean isInsideLink(int position, List<Link> named) {
        for (Link link : named) {
            if (link.start() < position && link.end() > position) {
                return true;
            }
        }
        return false;
    }

    /** Whether a clause ends behind the character at {@code i} in any case. */
    private static boolean isStop(String text, int i) {
        char c = text.charAt(i);
        boolean beforeSpace = i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
        return c == '\n' || c == ';' || (c == '.' || c == '!' || c == '?') && beforeSpace;
    }

    /** Whether a clause may start at {@code i}: behind a comma, or at a word of contrast. */
    private static boolean mayStartAt(String text, int i) {
        if (text.charAt(i - 1) == ',') {
            return true;
        }
        if (!Character.isWhitespace(text.charAt(i - 1))) {
            return false;
        }
        for (String word : CONTRASTS) {
            int end = i + word.length();
            if (text.regionMatches(true, i, word, 0, word.length())
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the stretch names a company and says something of it: a bare name in a list is no clause. */
    private static boolean isClause(String text, int start, int end, List<Link> named) {
        boolean names = false;
        int position = start;
        boolean says = false;
        for (Link link : named) {
            if (link.start() >= start && link.end() <= end) {
                names = true;
                says |= hasWord(text, position, link.start());
                position = Math.max(position, link.end());
            }
        }
        return names && (says || hasWord(text, position, end));
    }

    private static boolean hasWord(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** @param complete whether it names a company and says something of it */
    private record Clause(int start, int end, boolean complete) {
        boolean holds(Link link) {
            return link.start() >= start && link.start() < end;
        }
    }
}
