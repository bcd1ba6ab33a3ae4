package io.tickvox.sources.simulator;

import io.tickvox.model.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts views into words. */
final class Scribe {
    private static final int RIVALS_WEIGHED = 6;

    private final SimulatedMarket market;
    private final Grammar grammar = Grammar.load();

    Scribe(SimulatedMarket market) {
        this.market = market;
    }

    /** A text about {@code company} that says what its crowd feels at that time, give or take. */
    Draft write(Voice voice, Network network, Company company, long atMillis, Dice dice) {
        Label label = label(company, atMillis, dice);
        if (voice == Voice.PAIR) {
            return pair(network, company, label, atMillis, dice);
        }
        String rule = voice.rule() + "." + label.id();
        if (!grammar.has(rule)) {
            label = grammar.has(voice.rule() + ".neutral") ? Label.NEUTRAL : Label.NEGATIVE;
            rule = voice.rule() + "." + label.id();
        }
        Company other = other(company, dice);
        String text = grammar.write(rule, dice, phrases(network, List.of(company, other), atMillis, dice));
        List<Stance> stances = new ArrayList<>();
        stances.add(new Stance(company, label));
        if (names(text, other)) {
            stances.add(new Stance(other, Label.NEUTRAL));
        }
        return new Draft(tagged(network, text, stances), stances, false);
    }

    /** An answer to a post about {@code company}; it may or may not name it. */
    Draft reply(Network network, Company company, long atMillis, Dice dice) {
        Label label = label(company, atMillis, dice);
        String text = grammar.write(
                "reply." + label.id(), dice, phrases(network, List.of(company, other(company, dice)), atMillis, dice));
        return new Draft(text, names(text, company) ? List.of(new Stance(company, label)) : List.of(), false);
    }

    /** Small talk about nothing that is listed. */
    Draft chat(Network network, Company any, long atMillis, Dice dice) {
        return new Draft(
                grammar.write("chat.none", dice, phrases(network, List.of(any), atMillis, dice)), List.of(), false);
    }

    /** Promotion stuffed with symbols. */
    Draft spam(Network network, Company company, long atMillis, Dice dice) {
        List<Company> stuffed = new ArrayList<>(List.of(company));
        while (stuffed.size() < 4) {
            Company next = other(company, dice);
            if (!stuffed.contains(next)) {
                stuffed.add(next);
            }
        }
        String text = grammar.write("spam.noise", dice, phrases(network, stuffed, atMillis, dice));
        List<Stance> stances = new ArrayList<>();
        for (Company each : stuffed) {
            if (names(text, each)) {
                stances.add(new Stance(each, Label.NEUTRAL));
            }
        }
        return new Draft(text, stances, true);
    }

    private Draft pair(Network network, Company company, Label label, long atMillis, Dice dice) {
        boolean split = dice.chance(0.7);
        if (label == Label.NEUTRAL) {
            Company other = other(company, dice);
            return pair(network, "pair.neutral", company, Label.NEUTRAL, other, Label.NEUTRAL, atMillis, dice);
        }
        double wanted = (label == Label.POSITIVE) == split ? -1 : 1;
        Company rival = other(company, dice);
        for (int i = 1; i < RIVALS_WEIGHED; i++) {
            Company next = other(company, dice);
            if (wanted * market.mood(next, atMillis) > wanted * market.mood(rival, atMillis)) {
                rival = next;
            }
        }
        if (!split) {
            String rule = label == Label.POSITIVE ? "pair.both" : "pair.neither";
            return pair(network, rule, company, label, rival, label, atMillis, dice);
        }
        return label == Label.POSITIVE
                ? pair(network, "pair.split", company, label, rival, Label.NEGATIVE, atMillis, dice)
                : pair(network, "pair.split", rival, Label.POSITIVE, company, label, atMillis, dice);
    }

    private Draft pair(
            Network network, String rule, Company a, Label ofA, Company b, Label ofB, long atMillis, Dice dice) {
        String text = grammar.write(rule, dice, phrases(network, List.of(a, b), atMillis, dice));
        List<Stance> stances = List.of(new Stance(a, ofA), new Stance(b, ofB));
        return new Draft(tagged(network, text, stances), stances, false);
    }

    /** The direction of one writer: the crowd's mood, with a taste of the writer's own. */
    private Label label(Company company, long atMillis, Dice dice) {
        if (dice.chance(0.22)) {
            return Label.NEUTRAL;
        }
        double mood = market.mood(company, atMillis) + 0.15 * dice.gaussian();
        double lean = 2.5 * mood + 0.12;
        double positive = 0.5 + 0.5 * lean / (1 + Math.abs(lean));
        return dice.chance(positive) ? Label.POSITIVE : Label.NEGATIVE;
    }

    private Company other(Company company, Dice dice) {
        List<Company> all = market.companies();
        int index = dice.below(all.size() - 1);
        return all.get(index < company.index() ? index : index + 1);
    }

    private Phrases phrases(Network network, List<Company> companies, long atMillis, Dice dice) {
        double[] path = market.path(companies.get(0), atMillis);
        return new Phrases(dice, network, companies, path[(int) Math.floorMod(atMillis / 1000, 60L)]);
    }

    /** StockTwits files a message under the cashtags in it, so each company gets one. */
    private static String tagged(Network network, String text, List<Stance> stances) {
        if (network != Network.STOCKTWITS) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (Stance stance : stances) {
            String cashtag = "$" + stance.company().symbol();
            if (!text.contains(cashtag) && !text.contains(cashtag.toLowerCase(Locale.ROOT))) {
                out.append(cashtag).append(' ');
            }
        }
        return out.append(text).toString();
    }

    private static boolean names(String text, Company company) {
        return text.contains(company.name())
                || text.contains(company.symbol())
                || text.contains("$" + company.symbol().toLowerCase(Locale.ROOT));
    }
}
