package io.tickvox.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What generated posts say: sentences with gaps, and for each kind of gap words of one length, so that a gap can be filled in
 * place. A gap is written {@code {KIND}}, the company's cashtags stand for {@code #}.
 */
enum Words {
    THING("chart trend price sales order stock rally share value wages costs plant phone cloud chips earns"),
    DOES("looks seems turns holds stays keeps feels opens moves goes_ ended posts sees_ shows comes grows"),
    MOOD(
            "strong softer bright gloomy steady hollow robust weaker superb poorly better lovely rotten cheapo shaken solid_"),
    WHEN("today later again early daily after since until never first friday monday"),
    HOW("really hardly likely surely simply barely almost mostly rarely firmly openly purely"),
    WHO("buyers owners whales retail makers shorts longs_ chaser quants brains elders rookie"),
    ACTED("bought dumped loaded hedged closed opened traded dipped rolled jumped sliced booked"),
    EVENT("upgrade buyback lawsuit recall_ results outlook dividend guidance downgrade"),
    NUMBER("012.34 945.10 087.65 131.07 220.96 303.33 418.02 556.71 609.48 777.14 882.59 064.90");

    private static final List<String> SENTENCES = List.of(
            "# {THING} {DOES} {MOOD} {WHEN}, {HOW} the {WHO} who {ACTED} at {NUMBER} know why",
            "{HOW} {MOOD} {THING} for #, the {WHO} {ACTED} {WHEN} and it {DOES} {MOOD} near {NUMBER}",
            "The {EVENT} at # {DOES} {MOOD}: {WHO} {ACTED} {WHEN}, target {NUMBER}, {THING} {DOES} fine",
            "My {WHO} friends {ACTED} # {WHEN} before the {EVENT}, {HOW} {MOOD} {THING}, stop at {NUMBER}",
            "# {WHEN} {DOES} {MOOD}. {THING} up {NUMBER}, {WHO} {HOW} {ACTED}, {EVENT} to come",
            "Is the {THING} of # {MOOD} or is it {HOW} {MOOD}? {WHO} {ACTED} {WHEN} at {NUMBER}",
            "{WHO} {ACTED} #, {THING} {DOES} {MOOD} and the {EVENT} {DOES} {HOW} {MOOD} {WHEN}",
            "Sold # at {NUMBER} {WHEN}, the {THING} {DOES} {MOOD} and {WHO} {HOW} {ACTED} after the {EVENT}",
            "Added # at {NUMBER}: {THING} {DOES} {MOOD}, {EVENT} {WHEN}, {WHO} {HOW} {ACTED}",
            "# {EVENT} {WHEN}! {HOW} {MOOD} {THING}, even the {WHO} {ACTED}. Next stop {NUMBER}",
            "Join our free room: # alerts {WHEN}, {WHO} {ACTED} at {NUMBER}, {HOW} {MOOD} {THING}, link in bio");

    private final byte[][] choices;

    Words(String list) {
        String[] words = list.split(" ");
        int width = 0;
        for (String word : words) {
            width = Math.max(width, word.length());
        }
        choices = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            String word = words[i].replace("_", "");
            choices[i] = (word + " ".repeat(width - word.length())).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Words to fill a gap of this kind with, all of one length. */
    byte[][] choices() {
        return choices;
    }

    static List<String> sentences() {
        return SENTENCES;
    }

    /** A gap in a text: where it begins, and what may stand in it. */
    record Gap(int at, Words kind) {
        void fill(byte[] text, int choice) {
            byte[][] choices = kind.choices();
            byte[] word = choices[Math.floorMod(choice, choices.length)];
            System.arraycopy(word, 0, text, at, word.length);
        }
    }

    /** A sentence with its gaps blank. */
    record Sentence(String text, List<Gap> gaps) {
        /** {@code pattern} about {@code subject}. */
        static Sentence of(String pattern, String subject) {
            StringBuilder text = new StringBuilder();
            List<Gap> gaps = new ArrayList<>();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c == '#') {
                    text.append(subject);
                } else if (c == '{') {
                    int end = pattern.indexOf('}', i);
                    Words kind = Words.valueOf(pattern.substring(i + 1, end));
                    gaps.add(new Gap(text.length(), kind));
                    text.append(" ".repeat(kind.choices[0].length));
                    i = end;
                } else {
                    text.append(c);
                }
            }
            return new Sentence(text.toString(), gaps);
        }
    }
}
