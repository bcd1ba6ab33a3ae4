package io.tickvox.text;

import java.util.Arrays;

/*
 * An entry of the lexicon leans on the companies of its run. Where a word sets two companies against each other ("$A will
 * crush $B", "prefer $A over $B"), what the clause says up to that word leans the other way on the company that follows.
 */

/** How the lexicon's entries lean on each company of a text. Used again for the next text; not safe for several threads. */
final class Leanings {
    private static final int REACH = 3;

    /** By zone, the weights of the entries that speak well of its company, in halves. */
    final int[] positive = new int[Zones.MAX + 1];
    /** By zone, those that speak ill. */
    final int[] negative = new int[Zones.MAX + 1];

    /** By zone, the company that its company is set against, for which the text speaks; {@link Zones#COMMON} if there is none. */
    final int[] against = new int[Zones.MAX + 1];

    /** By zone, the weight, in halves, of the entry that stands nearest to a name of its company, within a few words; 0 if none does. */
    final int[] nearest = new int[Zones.MAX + 1];

    private final int[] distance = new int[Zones.MAX + 1];
    /** By zone, the last run that was added to it. */
    private final int[] lastRun = new int[Zones.MAX + 1];

    void read(Tokens tokens, Zones zones, LexiconHits hits) {
        Arrays.fill(positive, 0, zones.count + 1, 0);
        Arrays.fill(negative, 0, zones.count + 1, 0);
        Arrays.fill(against, 0, zones.count + 1, Zones.COMMON);
        Arrays.fill(nearest, 0, zones.count + 1, 0);
        Arrays.fill(distance, 0, zones.count + 1, REACH + 1);
        if (hits.count > 0) {
            readRuns(zones, hits);
            readNeighbours(tokens, zones, hits);
            if ((tokens.allClasses & WordClass.RELATION) != 0) {
                readRelations(tokens, zones, hits);
            }
        }
    }

    private void readRuns(Zones zones, LexiconHits hits) {
        Arrays.fill(lastRun, 0, zones.count + 1, -1);
        for (int hit = 0; hit < hits.count; ) {
            int start = zones.runStart[hits.token[hit]];
            int end = start < 0 ? -1 : zones.runEnd[start];
            int up = 0;
            int down = 0;
            while (hit < hits.count && zones.runStart[hits.token[hit]] == start) {
                up += Math.max(hits.value[hit], 0);
                down += Math.max(-hits.value[hit], 0);
                hit++;
            }
            for (int i = start; i >= 0 && i < end; i++) {
                int zone = zones.named[i];
                if (lastRun[zone] != start) {
                    lastRun[zone] = start;
                    positive[zone] += up;
                    negative[zone] += down;
                }
            }
        }
    }

    private void readNeighbours(Tokens tokens, Zones zones, LexiconHits hits) {
        for (int hit = 0; hit < hits.count; hit++) {
            for (int away = 1; away <= REACH; away++) {
                int before = hits.token[hit] - away;
                if (before < 0 || tokens.is(before + 1, Tokens.BREAK)) {
                    break;
                }
                approach(zones, before, away, hits.value[hit]);
            }
            for (int away = 1; away <= REACH; away++) {
                int after = hits.end[hit] - 1 + away;
                if (after >= tokens.count || tokens.is(after, Tokens.BREAK)) {
                    break;
                }
                approach(zones, after, away, hits.value[hit]);
            }
        }
    }

    /** An entry stands {@code away} from {@code token}: from the companies of the row that a company there belongs to. */
    private void approach(Zones zones, int token, int away, int value) {
        if (zones.named[token] == Zones.COMMON) {
            return;
        }
        int start = zones.runStart[token];
        for (int i = start; i < zones.runEnd[start]; i++) {
            int zone = zones.named[i];
            if (zone != Zones.COMMON && away < distance[zone]) {
                distance[zone] = away;
                nearest[zone] = value;
            }
        }
    }

    private void readRelations(Tokens tokens, Zones zones, LexiconHits hits) {
        int hit = 0;
        int sum = 0;
        int subject = Zones.COMMON;
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.is(i, Tokens.BREAK)) {
                sum = 0;
                subject = Zones.COMMON;
            }
            for (; hit < hits.count && hits.token[hit] <= i; hit++) {
                sum += hits.value[hit];
            }
            if (zones.named[i] != Zones.COMMON) {
                subject = zones.named[i];
            } else if (subject != Zones.COMMON
                    && tokens.kind[i] == Tokens.WORD
                    && (tokens.classes[i] & WordClass.RELATION) != 0) {
                int following = follows(tokens, zones, i);
                if (following >= 0 && zones.named[following] != subject) {
                    oppose(zones, following, subject, sum);
                    sum = 0;
                }
            }
        }
    }

    /** Sets each company that stands in a row from {@code token} on against {@code subject}, of which {@code sum} is said. */
    private void oppose(Zones zones, int token, int subject, int sum) {
        int last = Zones.COMMON;
        for (int i = token; i < zones.runEnd[zones.runStart[token]]; i++) {
            int other = zones.named[i];
            if (other != Zones.COMMON && other != subject && other != last) {
                last = other;
                against[other] = sum == 0 || against[subject] != Zones.COMMON ? against[other] : subject;
                positive[other] += Math.max(-sum, 0);
                negative[other] += Math.max(sum, 0);
            }
        }
    }

    /** Where a company is named within a few words after {@code token}, in the same clause; −1 if none is. */
    private static int follows(Tokens tokens, Zones zones, int token) {
        for (int i = token + 1; i < tokens.count && i <= token + REACH && !tokens.is(i, Tokens.BREAK); i++) {
            if (zones.named[i] != Zones.COMMON) {
                return i;
            }
        }
        return -1;
    }
}
