package io.tickvox.sources.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A context-free grammar of posts: rules with alternatives, of equal chance, made of text, {@code <other rules>} and {@code
 * {slots}}. The format is told at the head of {@code grammar.txt}.
 */
final class Grammar {
    private final Map<String, List<List<Part>>> rules = new HashMap<>();

    private Grammar(String source) {
        List<List<Part>> alternatives = new ArrayList<>();
        for (String line : source.split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                alternatives = new ArrayList<>();
                rules.put(line.substring(1, line.length() - 1), alternatives);
            } else {
                alternatives.add(line.equals("~") ? List.of() : parts(line));
            }
        }
        check();
    }

    /** The grammar shipped with the simulator. */
    static Grammar load() {
        try (InputStream in = Objects.requireNonNull(Grammar.class.getResourceAsStream("grammar.txt"), "grammar.txt")) {
            return new Grammar(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String rule) {
        return rules.containsKey(rule);
    }

    /** Writes one text by {@code rule}, asking {@code slots} for what stands in braces. */
    String write(String rule, Dice dice, Slots slots) {
        StringBuilder out = new StringBuilder();
        write(rule, dice, slots, out);
        return out.toString();
    }

    private void write(String rule, Dice dice, Slots slots, StringBuilder out) {
        for (Part part : dice.of(Objects.requireNonNull(rules.get(rule), rule))) {
            switch (part.kind()) {
                case TEXT -> out.append(part.value());
                case RULE -> write(part.value(), dice, slots, out);
                case SLOT -> out.append(slots.fill(part.value()));
            }
        }
    }

    private void check() {
        for (List<List<Part>> alternatives : rules.values()) {
            for (List<Part> parts : alternatives) {
                for (Part part : parts) {
                    if (part.kind() == Kind.RULE && !rules.containsKey(part.value())) {
                        throw new IllegalStateException("Cannot find rule '" + part.value() + "' of the grammar");
                    }
                }
            }
        }
    }

    private static List<Part> parts(String line) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char open = line.charAt(i);
            if (open != '<' && open != '{') {
                continue;
            }
            int close = line.indexOf(open == '<' ? '>' : '}', i);
            if (i > from) {
                parts.add(new Part(Kind.TEXT, line.substring(from, i)));
            }
            parts.add(new Part(open == '<' ? Kind.RULE : Kind.SLOT, line.substring(i + 1, close)));
            from = close + 1;
            i = close;
        }
        if (from < line.length()) {
            parts.add(new Part(Kind.TEXT, line.substring(from)));
        }
        return List.copyOf(parts);
    }

    /** Fills what stands in braces. */
    interface Slots {
        String fill(String name);
    }

    private enum Kind {
        TEXT,
        RULE,
        SLOT
    }

    private record Part(Kind kind, String value) {}
}
