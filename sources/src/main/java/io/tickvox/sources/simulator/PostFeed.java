package io.tickvox.sources.simulator;

import io.tickvox.model.PostKind;
import io.tickvox.sources.simulator.RedditPayloads.Thing;
import io.tickvox.sources.simulator.SimulatedPost.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Brings posts the way each network's API does: X and Bluesky push most of theirs, Reddit and StockTwits are polled and
 * their pages overlap. Now and then something is late, comes twice, is cut, edited or deleted.
 */
final class PostFeed {
    private static final int PAGE = 30;
    private static final int LISTING = 100;

    private final SimulatedMarket market;
    private final StocktwitsPayloads stocktwits;
    private final Emission.Schedule schedule;
    private final long seed;

    private final List<Waiting> searched = new ArrayList<>();
    private final List<Waiting> comments = new ArrayList<>();
    private final List<Waiting> submissions = new ArrayList<>();
    private final List<List<Waiting>> messages = new ArrayList<>();
    private final Deque<SimulatedPost> seenOnX = new ArrayDeque<>();
    private final Deque<SimulatedPost> seenComments = new ArrayDeque<>();
    private final Deque<SimulatedPost> seenSubmissions = new ArrayDeque<>();
    private final List<Deque<SimulatedPost>> seenMessages = new ArrayList<>();

    PostFeed(SimulatedMarket market, Emission.Schedule schedule, long startMillis) {
        this.market = market;
        this.stocktwits = new StocktwitsPayloads(market);
        this.schedule = schedule;
        this.seed = Dice.hash(market.seed(), 0xFE, startMillis);
        for (int i = 0; i < market.companies().size(); i++) {
            messages.add(new ArrayList<>());
            seenMessages.add(new ArrayDeque<>());
        }
    }

    /** Takes in what was written in the second that starts at {@code secondMillis}, and does the polls that fall in it. */
    void second(long secondMillis, List<SimulatedPost> posts) {
        Dice dice = new Dice(Dice.hash(seed, 1, secondMillis));
        for (SimulatedPost post : posts) {
            // Written at most a second ago; a few arrive minutes later.
            long written = secondMillis + 999;
            long arrives = written + dice.between(150, 1800);
            if (dice.chance(0.012)) {
                arrives += dice.between(60_000, 900_000);
            }
            switch (post.network()) {
                case X -> x(post, arrives, dice);
                case BLUESKY -> bluesky(post, arrives, dice);
                case REDDIT -> (post.kind() == PostKind.REPLY ? comments : submissions).add(new Waiting(post, arrives));
                case STOCKTWITS ->
                    messages.get(post.stances().get(0).company().index()).add(new Waiting(post, arrives));
            }
        }
        long second = secondMillis / 1000;
        long polled = secondMillis + 400;
        if (second % 30 == 7) {
            search(polled, dice);
        }
        if (second % 10 == 4) {
            listing(comments, seenComments, polled, dice);
        }
        if (second % 20 == 11) {
            listing(submissions, seenSubmissions, polled, dice);
        }
        for (Company company : market.companies()) {
            if ((second + company.index()) % 20 == 0) {
                page(company, polled + 10L * company.index(), dice);
            }
        }
    }

    private void x(SimulatedPost post, long arrives, Dice dice) {
        double unit = dice.unit();
        if (unit < 0.2) {
            searched.add(new Waiting(post, arrives));
            return;
        }
        String stream = unit < 0.9 ? "stream" : "v1.1";
        byte[] payload = unit < 0.9 ? XPayloads.stream(post) : XPayloads.status(post);
        schedule.posts(arrives, Network.X, stream, payload, List.of(post), 0);
        if (arrives - post.createdMillis() < 5_000) {
            remember(seenOnX, post, 8);
        }
        mishaps(Network.X, stream, payload, arrives, dice);
    }

    private void mishaps(Network network, String stream, byte[] payload, long arrives, Dice dice) {
        if (dice.chance(0.006)) {
            schedule.posts(arrives + dice.between(500, 300_000), network, stream, payload, List.of(), 1);
        }
        if (dice.chance(0.0006)) {
            int length = (int) (payload.length * dice.between(0.2, 0.95));
            schedule.malformed(arrives + 1, network, stream, Arrays.copyOf(payload, length));
        }
    }

    private void bluesky(SimulatedPost post, long arrives, Dice dice) {
        byte[] payload = BlueskyPayloads.create(post, arrives * 1000 + dice.below(1000));
        schedule.posts(arrives, Network.BLUESKY, "jetstream", payload, List.of(post), 0);
        mishaps(Network.BLUESKY, "jetstream", payload, arrives, dice);
        if (post.fate() == Fate.DELETED) {
            long at = arrives + dice.between(310_000, 2_400_000);
            schedule.deletion(at, Network.BLUESKY, "jetstream", BlueskyPayloads.delete(post, at * 1000), post);
        } else if (post.fate() == Fate.EDITED) {
            long at = arrives + dice.between(20_000, 600_000);
            SimulatedPost edited = post.withText(post.text() + " (edit: typo)");
            schedule.edit(at, Network.BLUESKY, "jetstream", BlueskyPayloads.update(edited, at * 1000));
        }
        if (dice.chance(0.04)) {
            byte[] identity = BlueskyPayloads.identity(post.author(), arrives * 1000);
            schedule.posts(arrives, Network.BLUESKY, "jetstream", identity, List.of(), 0);
        }
    }

    private void search(long atMillis, Dice dice) {
        List<SimulatedPost> fresh = arrived(searched, atMillis, 100);
        if (fresh.isEmpty()) {
            return;
        }
        List<SimulatedPost> page = overlapping(fresh, overlaps(fresh, dice) ? standing(seenOnX, atMillis) : List.of());
        schedule.posts(atMillis, Network.X, "search", XPayloads.search(page, null), fresh, page.size() - fresh.size());
    }

    /** Posts that have surely arrived by now. */
    private static List<SimulatedPost> standing(Deque<SimulatedPost> seen, long atMillis) {
        return seen.stream()
                .filter(post -> atMillis - post.createdMillis() > 6_000)
                .toList();
    }

    private void listing(List<Waiting> waiting, Deque<SimulatedPost> seen, long atMillis, Dice dice) {
        List<SimulatedPost> fresh = arrived(waiting, atMillis, LISTING);
        if (fresh.isEmpty()) {
            return;
        }
        List<SimulatedPost> page = overlapping(fresh, overlaps(fresh, dice) ? List.copyOf(seen) : List.of());
        byte[] payload = RedditPayloads.listing(page.stream().map(Thing::of).toList(), null);
        schedule.posts(atMillis, Network.REDDIT, "listing", payload, fresh, page.size() - fresh.size());
        for (SimulatedPost post : fresh) {
            fate(post, seen, atMillis, dice);
        }
    }

    private void fate(SimulatedPost post, Deque<SimulatedPost> seen, long atMillis, Dice dice) {
        if (post.fate() == Fate.DELETED) {
            long at = atMillis + dice.between(60_000, 2_400_000);
            Thing.State state = dice.chance(0.7) ? Thing.State.DELETED : Thing.State.REMOVED;
            byte[] payload = RedditPayloads.listing(List.of(new Thing(post, state, 0)), null);
            schedule.deletion(at, Network.REDDIT, "listing", payload, post);
        } else if (post.fate() == Fate.EDITED) {
            long at = atMillis + dice.between(30_000, 900_000);
            SimulatedPost edited = post.withText(post.text() + " (edit: spelling)");
            byte[] payload = RedditPayloads.listing(List.of(new Thing(edited, Thing.State.STANDING, at - 5_000)), null);
            schedule.edit(at, Network.REDDIT, "listing", payload);
        } else {
            remember(seen, post, 3);
        }
    }

    private void page(Company company, long atMillis, Dice dice) {
        Deque<SimulatedPost> seen = seenMessages.get(company.index());
        List<SimulatedPost> fresh = arrived(messages.get(company.index()), atMillis, PAGE);
        if (fresh.isEmpty()) {
            return;
        }
        List<SimulatedPost> page = overlapping(fresh, overlaps(fresh, dice) ? List.copyOf(seen) : List.of());
        byte[] payload = stocktwits.page(company, page, fresh.size() == PAGE);
        schedule.posts(atMillis, Network.STOCKTWITS, "symbol", payload, fresh, page.size() - fresh.size());
        for (SimulatedPost post : fresh) {
            remember(seen, post, 2);
            // A message stands in the stream of each symbol it is tagged with.
            for (Stance stance : post.stances()) {
                if (!stance.company().equals(company)) {
                    remember(seenMessages.get(stance.company().index()), post, 2);
                }
            }
        }
    }

    /** Takes out at most {@code limit} of those that have arrived, oldest first. */
    private static List<SimulatedPost> arrived(List<Waiting> waiting, long atMillis, int limit) {
        List<SimulatedPost> arrived = new ArrayList<>();
        waiting.removeIf(each -> {
            boolean taken = each.arrives() <= atMillis && arrived.size() < limit;
            if (taken) {
                arrived.add(each.post());
            }
            return taken;
        });
        return arrived;
    }

    /** The fuller a page, the likelier it reaches back to what was seen. */
    private static boolean overlaps(List<SimulatedPost> fresh, Dice dice) {
        return dice.chance(Math.min(0.4, 0.05 * fresh.size()));
    }

    /** A page of both, newest first. */
    private static List<SimulatedPost> overlapping(List<SimulatedPost> fresh, List<SimulatedPost> seen) {
        List<SimulatedPost> page = new ArrayList<>(fresh);
        page.addAll(seen);
        page.sort((a, b) -> Long.compare(b.number(), a.number()));
        return Collections.unmodifiableList(page);
    }

    private static void remember(Deque<SimulatedPost> seen, SimulatedPost post, int bound) {
        seen.addLast(post);
        if (seen.size() > bound) {
            seen.removeFirst();
        }
    }

    private record Waiting(SimulatedPost post, long arrives) {}
}
