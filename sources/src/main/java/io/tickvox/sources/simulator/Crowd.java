package io.tickvox.sources.simulator;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Label;
import io.tickvox.model.PostKind;
import io.tickvox.sources.simulator.Author.Role;
import io.tickvox.sources.simulator.SimulatedPost.Fate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the posts of each second: who, where, about what, in answer to what. Seconds must be asked for in order. */
final class Crowd {
    private static final int RECENT = 400;
    private static final int RECENT_SPAM = 40;

    /** Between this many texts and twice as many are remembered, so that nothing is written twice by chance. */
    private static final int TEXTS_REMEMBERED = 100_000;

    private static final double MEAN_EXCITEMENT = 2.0;
    private static final int TRIES = 5;
    private static final int FEWEST_WORDS_COPIED = 8;

    private final SimulatedMarket market;
    private final Authors authors;
    private final Scribe scribe;
    private final Rates rates;
    private final long startMillis;
    private final long seed;
    private final double popularity;

    private final Map<Network, Recent> recent = new EnumMap<>(Network.class);
    private final Deque<SimulatedPost> recentSpam = new ArrayDeque<>();
    private Set<Long> written = new HashSet<>();
    private Set<Long> writtenBefore = Set.of();
    private final int[] ordinals = new int[Network.values().length];
    private final double[] weights;
    private final double[] shares;
    private long weightsOfMinute = Long.MIN_VALUE;

    Crowd(SimulatedMarket market, Rates rates, long startMillis) {
        this.market = market;
        this.authors = new Authors(market.seed());
        this.scribe = new Scribe(market);
        this.rates = rates;
        this.startMillis = startMillis;
        this.seed = Dice.hash(market.seed(), 0xB0, startMillis);
        this.weights = new double[market.companies().size()];
        this.popularity =
                market.companies().stream().mapToDouble(Company::popularity).sum();
        this.shares = new double[Network.values().length];
        double sum = 0;
        for (Network network : Network.values()) {
            recent.put(network, new Recent());
            sum += network.share();
            shares[network.ordinal()] = sum;
        }
    }

    /** The posts written in the second that starts at {@code secondMillis}, in order. */
    List<SimulatedPost> write(long secondMillis) {
        weigh(secondMillis);
        Dice dice = new Dice(Dice.hash(seed, 0xB1, secondMillis));
        double excitement = weights[weights.length - 1] / popularity / MEAN_EXCITEMENT;
        int count = Math.min(900, dice.poisson(rates.at(secondMillis, startMillis) * excitement));
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = dice.below(1000);
        }
        Arrays.sort(offsets);
        Arrays.fill(ordinals, 0);
        List<SimulatedPost> posts = new ArrayList<>(count);
        for (int offset : offsets) {
            Network network = Network.values()[dice.weighted(shares)];
            SimulatedPost post = post(network, secondMillis + offset, dice);
            remember(post);
            posts.add(post);
        }
        return posts;
    }

    private void weigh(long atMillis) {
        long minute = Math.floorDiv(atMillis, 60_000L);
        if (minute != weightsOfMinute) {
            weightsOfMinute = minute;
            double sum = 0;
            for (Company company : market.companies()) {
                sum += company.popularity() * (1 + 1.5 * market.buzz(company, atMillis));
                weights[company.index()] = sum;
            }
        }
    }

    private SimulatedPost post(Network network, long atMillis, Dice dice) {
        double unit = dice.unit();
        if (unit < 0.06) {
            return spam(network, atMillis, dice);
        }
        SimulatedPost parent = popular(network, dice);
        if (parent != null) {
            boolean x = network == Network.X;
            if (unit < 0.10 && isCopied(parent)) {
                return nearCopy(network, parent, atMillis, dice);
            }
            if (x && unit < 0.23) {
                return pass(parent, atMillis, dice);
            }
            if (unit < (x ? 0.27 : 0.13) && network != Network.REDDIT) {
                return comment(parent, PostKind.QUOTE, atMillis, dice);
            }
            if (unit < (network == Network.REDDIT ? 0.8 : x ? 0.34 : 0.21)) {
                return network == Network.REDDIT && dice.chance(0.6)
                        ? original(network, PostKind.REPLY, parent, atMillis, dice)
                        : comment(parent, PostKind.REPLY, atMillis, dice);
            }
        }
        return original(network, PostKind.ORIGINAL, null, atMillis, dice);
    }

    private SimulatedPost original(
            Network network, PostKind kind, @Nullable SimulatedPost parent, long atMillis, Dice dice) {
        Company company = market.companies().get(dice.weighted(weights));
        boolean open = network == Network.REDDIT || network == Network.BLUESKY;
        if (open && dice.chance(0.12)) {
            Draft draft = fresh(() -> scribe.chat(network, company, atMillis, dice), atMillis);
            return post(network, Role.RETAIL, draft, kind, parent, null, null, atMillis, dice);
        }
        Voice voice = Voice.draw(network, dice);
        Draft draft = fresh(() -> scribe.write(voice, network, company, atMillis, dice), atMillis);
        String link = dice.chance(voice == Voice.NEWS ? 0.85 : 0.12) ? link(dice) : null;
        return post(network, voice.role(), draft, kind, parent, null, link, atMillis, dice);
    }

    private SimulatedPost comment(SimulatedPost parent, PostKind kind, long atMillis, Dice dice) {
        Company company = parent.stances().isEmpty()
                ? market.companies().get(dice.weighted(weights))
                : parent.stances().get(0).company();
        Network network = parent.network();
        Draft draft = kind == PostKind.QUOTE || network == Network.STOCKTWITS
                ? fresh(() -> scribe.write(Voice.RETAIL, network, company, atMillis, dice), atMillis)
                : fresh(() -> scribe.reply(network, company, atMillis, dice), atMillis);
        boolean addressed = network == Network.X && kind == PostKind.REPLY;
        Draft sent = addressed
                ? new Draft("@" + parent.handle() + " " + draft.text(), draft.stances(), draft.noise())
                : draft;
        return post(network, Role.RETAIL, sent, kind, parent, null, null, atMillis, dice);
    }

    /** The same text again, to the last stroke, as a repost. */
    private SimulatedPost pass(SimulatedPost parent, long atMillis, Dice dice) {
        Draft draft = new Draft(parent.text(), parent.stances(), parent.noise());
        return post(
                parent.network(),
                dice.chance(0.8) ? Role.RETAIL : Role.TRADER,
                draft,
                PostKind.REPOST,
                parent,
                parent,
                parent.link(),
                atMillis,
                dice);
    }

    /** The same words by somebody else: another address, somebody named in front, other punctuation. */
    private SimulatedPost nearCopy(Network network, SimulatedPost of, long atMillis, Dice dice) {
        String text = of.text();
        text = switch (dice.below(4)) {
            case 0 -> "@" + authors.draw(network, Role.RETAIL, dice).handle() + " " + text;
            case 1 -> text + (text.endsWith("!") ? "!!" : "!");
            case 2 -> text.replace(", ", " , ") + " ...";
            default -> text;
        };
        Draft draft = new Draft(text, of.stances(), of.noise());
        Role role = of.noise() ? Role.SPAMMER : Role.RETAIL;
        return post(network, role, draft, PostKind.ORIGINAL, null, of, link(dice), atMillis, dice);
    }

    /** A text worth copying: not so short that two may write it by chance, and not to be changed under its copies. */
    private static boolean isCopied(SimulatedPost post) {
        long words = post.text().codePoints().filter(c -> c == ' ').count();
        return words >= FEWEST_WORDS_COPIED && post.fate() != Fate.EDITED;
    }

    private SimulatedPost spam(Network network, long atMillis, Dice dice) {
        SimulatedPost last = recentSpam.peekLast();
        if (last != null && dice.chance(0.4) && network != Network.REDDIT) {
            for (SimulatedPost post : recentSpam) {
                if (post.network() == network && isCopied(post) && dice.chance(0.3)) {
                    return nearCopy(network, post, atMillis, dice);
                }
            }
        }
        Company company = market.companies().get(dice.weighted(weights));
        Draft draft = fresh(() -> scribe.spam(network, company, atMillis, dice), atMillis);
        return post(network, Role.SPAMMER, draft, PostKind.ORIGINAL, null, null, link(dice), atMillis, dice);
    }

    private SimulatedPost post(
            Network network,
            Role role,
            Draft draft,
            PostKind kind,
            @Nullable SimulatedPost parent,
            @Nullable SimulatedPost copyOf,
            @Nullable String link,
            long atMillis,
            Dice dice) {
        int ordinal = ordinals[network.ordinal()]++;
        long number = Ids.number(network, atMillis, ordinal, dice);
        Author author = authors.draw(network, role, dice);
        return new SimulatedPost(
                author,
                PostIds.of(author, number, kind),
                number,
                network == Network.BLUESKY ? atMillis : atMillis / 1000 * 1000,
                draft.text(),
                link,
                draft.stances(),
                draft.noise(),
                kind,
                parent == null ? null : parent.withoutParents(),
                copyOf == null ? null : copyOf.withoutParents(),
                tag(network, draft, dice),
                dice.chance(0.7) ? 0 : (int) (dice.exponential(1) * StrictMath.sqrt(author.followers())),
                fate(network, dice));
    }

    private static Fate fate(Network network, Dice dice) {
        double unit = dice.unit();
        return switch (network) {
            case X, STOCKTWITS -> Fate.STAYS;
            case REDDIT, BLUESKY -> unit < 0.025 ? Fate.DELETED : unit < 0.04 ? Fate.EDITED : Fate.STAYS;
        };
    }

    /** StockTwits authors may tag a message; most that do tag what they say. */
    private static @Nullable AuthorLabel tag(Network network, Draft draft, Dice dice) {
        if (network != Network.STOCKTWITS || draft.stances().isEmpty() || !dice.chance(0.45)) {
            return null;
        }
        Label label = draft.stances().get(0).label();
        boolean bullish = label == Label.NEUTRAL ? dice.chance(0.75) : label == Label.POSITIVE ^ dice.chance(0.04);
        return label == Label.NEUTRAL && dice.chance(0.7) ? null : bullish ? AuthorLabel.BULLISH : AuthorLabel.BEARISH;
    }

    /** A recent post of the network; those of authors with many followers are likelier. Null if there is none yet. */
    private @Nullable SimulatedPost popular(Network network, Dice dice) {
        Recent posts = Objects.requireNonNull(recent.get(network));
        if (posts.size() < 5) {
            return null;
        }
        SimulatedPost best = posts.draw(dice);
        for (int i = 0; i < 2; i++) {
            SimulatedPost next = posts.draw(dice);
            if (next.author().followers() > best.author().followers()) {
                best = next;
            }
        }
        return best;
    }

    private void remember(SimulatedPost post) {
        if (post.kind() == PostKind.REPOST || post.copyOf() != null) {
            return;
        }
        if (post.noise()) {
            recentSpam.addLast(post);
            if (recentSpam.size() > RECENT_SPAM) {
                recentSpam.removeFirst();
            }
        } else {
            Objects.requireNonNull(recent.get(post.network())).add(post);
        }
    }

    /** Writes until the words are new; after some tries, makes them so by naming the time. */
    private Draft fresh(Supplier<Draft> writing, long atMillis) {
        for (int i = 0; i < TRIES; i++) {
            Draft draft = writing.get();
            if (claim(draft.text())) {
                return draft;
            }
        }
        Draft draft = writing.get();
        String text =
                draft.text() + " (" + Instant.ofEpochMilli(atMillis).toString().substring(5) + ")";
        claim(text);
        return new Draft(text, draft.stances(), draft.noise());
    }

    private boolean claim(String text) {
        long hash = 1125899906842597L;
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                hash = 31 * hash + c;
            }
        }
        if (writtenBefore.contains(hash) || !written.add(hash)) {
            return false;
        }
        if (written.size() == TEXTS_REMEMBERED) {
            writtenBefore = written;
            written = new HashSet<>();
        }
        return true;
    }

    private static String link(Dice dice) {
        return "https://sim.invalid/" + Long.toString(dice.bits() >>> 24, 36);
    }

    /** The newest posts of a network. */
    private static final class Recent {
        private final List<SimulatedPost> posts = new ArrayList<>();
        private int next;

        void add(SimulatedPost post) {
            if (posts.size() < RECENT) {
                posts.add(post);
            } else {
                posts.set(next, post);
                next = (next + 1) % RECENT;
            }
        }

        int size() {
            return posts.size();
        }

        SimulatedPost draw(Dice dice) {
            return dice.of(posts);
        }
    }
}
