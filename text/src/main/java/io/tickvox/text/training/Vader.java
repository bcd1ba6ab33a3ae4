package io.tickvox.text.training;

import io.tickvox.text.training.LabelledText.Stance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/*
 * After C. J. Hutto and E. Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text (2014):
 * the valences of a lexicon's words, raised by words in capitals and by boosters within three words before, turned by
 * negations there, weighed by a "but", with exclamation and question marks added, normalised to −1..1.
 */

/** The rule-based scorer that our models are compared with, over its own lexicon, which does not ship. */
final class Vader {
    private static final double BOOST = 0.293;
    private static final double CAPITALS = 0.733;
    private static final double NEGATION = -0.74;
    private static final double ALPHA = 15;
    private static final double THRESHOLD = 0.05;
    private static final int REACH = 3;

    private static final Set<String> NEGATIONS =
            Set.of(("aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't"
                            + " daren't didn't doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't"
                            + " mightn't mustn't neednt needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt"
                            + " werent oughtn't shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't rarely seldom despite")
                    .split(" "));
    private static final Set<String> RAISING =
            Set.of(("absolutely amazingly awfully completely considerable considerably decidedly"
                            + " deeply effing enormous enormously entirely especially exceptional exceptionally extreme extremely fabulously"
                            + " flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin fucking greatly hella highly"
                            + " hugely incredible incredibly intensely major majorly more most particularly purely quite really remarkably so"
                            + " substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very")
                    .split(" "));
    private static final Set<String> LOWERING = Set.of(
            ("almost barely hardly kind-of kinda kindof less little marginal marginally occasional occasionally partly scarce"
                            + " scarcely slight slightly somewhat sort-of sorta sortof")
                    .split(" "));

    private final Map<String, Double> valences = new HashMap<>();

    private Vader() {}

    /** Reads the lexicon of {@code data/lexicons}. */
    static Vader read(Path data) throws IOException {
        Vader vader = new Vader();
        for (String line : Files.readAllLines(data.resolve("lexicons/vader_lexicon.txt"), StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t");
            if (fields.length >= 2) {
                vader.valences.put(fields[0].toLowerCase(Locale.ROOT), Double.parseDouble(fields[1]));
            }
        }
        return vader;
    }

    Stance label(String text) {
        double score = score(text);
        return score >= THRESHOLD ? Stance.POSITIVE : score <= -THRESHOLD ? Stance.NEGATIVE : Stance.NEUTRAL;
    }

    /** The compound score, −1..1. */
    double score(String text) {
        List<String> words = words(text);
        boolean mixedCase =
                words.stream().anyMatch(Vader::isCapitals) && !words.stream().allMatch(Vader::isCapitals);
        double[] scores = new double[words.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = valence(words, i, mixedCase);
        }
        int but = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf("but");
        if (but >= 0) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] *= i < but ? 0.5 : i > but ? 1.5 : 1;
            }
        }
        double sum = Arrays.stream(scores).sum();
        sum += Math.signum(sum) * emphasis(text);
        return sum / Math.sqrt(sum * sum + ALPHA);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String raw : text.split("\\s+")) {
            String word = raw.replaceAll("^\\p{Punct}+|\\p{Punct}+$", "");
            String kept = word.length() <= 2 ? raw : word;
            if (!kept.isEmpty()) {
                words.add(kept);
            }
        }
        return words;
    }

    private static boolean isCapitals(String word) {
        return word.chars().anyMatch(Character::isLetter) && word.equals(word.toUpperCase(Locale.ROOT));
    }

    private double valence(List<String> words, int i, boolean mixedCase) {
        String word = words.get(i).toLowerCase(Locale.ROOT);
        Double listed = valences.get(word);
        if (listed == null || RAISING.contains(word) || LOWERING.contains(word)) {
            return 0;
        }
        double valence = listed;
        if (mixedCase && isCapitals(words.get(i))) {
            valence += valence > 0 ? CAPITALS : -CAPITALS;
        }
        for (int back = 1; back <= REACH && back <= i; back++) {
            String before = words.get(i - back).toLowerCase(Locale.ROOT);
            if (valences.containsKey(before)) {
                continue;
            }
            double boost = RAISING.contains(before) ? BOOST : LOWERING.contains(before) ? -BOOST : 0;
            boost += boost != 0 && mixedCase && isCapitals(words.get(i - back)) ? Math.signum(boost) * CAPITALS : 0;
            valence += Math.signum(valence) * boost * (back == 1 ? 1 : back == 2 ? 0.95 : 0.9);
            if (NEGATIONS.contains(before) || before.contains("n't")) {
                valence *= NEGATION;
            }
        }
        return valence;
    }

    private static double emphasis(String text) {
        long exclamations = text.chars().filter(c -> c == '!').count();
        long questions = text.chars().filter(c -> c == '?').count();
        double asked = questions <= 1 ? 0 : questions <= 3 ? questions * 0.18 : 0.96;
        return Math.min(exclamations, 4) * 0.292 + asked;
    }
}
