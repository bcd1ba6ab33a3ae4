package io.tickvox.sources.simulator;

import io.tickvox.sources.simulator.Author.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The crowd: the same for the same seed. */
final class Authors {
    private static final List<String> FIRST = List.of(
            "bull", "bear", "theta", "gamma", "delta", "alpha", "swing", "value", "chart", "tape", "macro", "quiet",
            "lucky", "salty", "rapid", "sober", "iron", "cobalt", "amber", "velvet", "noisy", "clever", "patient",
            "greedy");
    private static final List<String> SECOND = List.of(
            "fox", "otter", "hawk", "wolf", "crow", "lynx", "moose", "heron", "viper", "panda", "ape", "whale",
            "shrimp", "badger", "finch", "mule", "yak", "newt", "gull", "toad");
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final Map<Network, List<Author>> all = new EnumMap<>(Network.class);
    private final Map<Network, Map<Role, List<Author>>> byRole = new EnumMap<>(Network.class);

    Authors(long seed) {
        for (Network network : Network.values()) {
            List<Author> authors = new ArrayList<>();
            Map<Role, List<Author>> roles = new EnumMap<>(Role.class);
            for (int i = 0; i < network.authors(); i++) {
                Author author = author(network, i, new Dice(Dice.hash(seed, 0xA0 + network.ordinal(), i)));
                authors.add(author);
                roles.computeIfAbsent(author.role(), role -> new ArrayList<>()).add(author);
            }
            all.put(network, List.copyOf(authors));
            byRole.put(network, roles);
        }
    }

    Author draw(Network network, Role role, Dice dice) {
        List<Author> choices = Objects.requireNonNull(
                Objects.requireNonNull(byRole.get(network)).get(role), "every network has authors of every role");
        // Few write much and many write little.
        double unit = dice.unit();
        return choices.get((int) (unit * unit * choices.size()));
    }

    List<Author> of(Network network) {
        return Objects.requireNonNull(all.get(network));
    }

    private static Author author(Network network, int number, Dice dice) {
        Role role = role(number);
        String handle = handle(network, number, role, dice);
        double size = StrictMath.exp(dice.gaussian() * 1.6 + 5);
        long followers = Math.round(
                switch (role) {
                    case RETAIL -> size;
                    case TRADER -> 4 * size;
                    case ANALYST -> 30 * size;
                    case NEWS -> 150 * size;
                    case SPAMMER -> 0.2 * size;
                });
        Instant joined = Instant.ofEpochSecond(1_230_768_000L + (long) (dice.unit() * 500_000_000L));
        return new Author(
                network, number, id(network, number, dice), handle, name(handle, role), followers, role, joined);
    }

    private static Role role(int number) {
        return switch (number % 20) {
            case 0 -> Role.NEWS;
            case 1, 2 -> Role.ANALYST;
            case 3, 4, 5, 6 -> Role.TRADER;
            case 7 -> Role.SPAMMER;
            default -> Role.RETAIL;
        };
    }

    /** At most 15 characters, X's bound. */
    private static String handle(Network network, int number, Role role, Dice dice) {
        String stem =
                switch (role) {
                    case NEWS -> "wire";
                    case ANALYST -> "desk";
                    case RETAIL, TRADER, SPAMMER -> dice.of(dice.chance(0.5) ? FIRST : SECOND);
                };
        return "sim_" + stem.substring(0, Math.min(6, stem.length())) + number
                + network.id().charAt(0);
    }

    private static String name(String handle, Role role) {
        String stem = handle.substring(4, 5).toUpperCase(java.util.Locale.ROOT) + handle.substring(5);
        return switch (role) {
            case NEWS -> "Simulated Newswire " + stem;
            case ANALYST -> stem + " Research (simulated)";
            case RETAIL, TRADER, SPAMMER -> stem + " (simulated)";
        };
    }

    private static String id(Network network, int number, Dice dice) {
        return switch (network) {
            case X -> Long.toString(1_500_000_000_000_000_000L + number * 1_000_003L + dice.below(1_000_000));
            case STOCKTWITS -> Integer.toString(9_000_000 + number);
            case REDDIT -> "t2_" + Long.toString(60_466_176_000L + number * 37L, 36);
            case BLUESKY -> {
                StringBuilder did = new StringBuilder("did:plc:sim");
                for (int i = 0; i < 21; i++) {
                    did.append(BASE32.charAt(dice.below(32)));
                }
                yield did.toString();
            }
        };
    }
}
