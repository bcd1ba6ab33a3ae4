package io.tickvox.sources.simulator;

import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing.Channel;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A payload on its way to the landing, with what is true of it.
 *
 * @param atMillis when it arrives, in simulated time
 * @param order tells apart what arrives in one millisecond
 * @param fresh posts that it brings for the first time
 * @param again how many posts it brings once more, unchanged
 * @param deleted the post that it takes back; null if none
 * @param edited how many posts it brings in a new version
 * @param malformed whether it is cut, so that nothing can be read from it
 */
record Emission(
        long atMillis,
        long order,
        Channel channel,
        String source,
        String stream,
        byte[] payload,
        List<SimulatedPost> fresh,
        int again,
        @Nullable SimulatedPost deleted,
        int edited,
        boolean malformed)
        implements Comparable<Emission> {

    Envelope envelope() {
        return Envelope.json(source, stream, Instant.ofEpochMilli(atMillis), payload);
    }

    @Override
    public int compareTo(Emission other) {
        int byTime = Long.compare(atMillis, other.atMillis);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    /** Payloads on their way, in the order in which they will arrive. */
    static final class Schedule {
        private final PriorityQueue<Emission> waiting = new PriorityQueue<>();
        private long order;

        void quote(long atMillis, String source, String stream, byte[] payload) {
            add(atMillis, Channel.QUOTES, source, stream, payload, List.of(), 0, null, 0, false);
        }

        void posts(
                long atMillis, Network network, String stream, byte[] payload, List<SimulatedPost> fresh, int again) {
            add(atMillis, Channel.POSTS, network.id(), stream, payload, fresh, again, null, 0, false);
        }

        void edit(long atMillis, Network network, String stream, byte[] payload) {
            add(atMillis, Channel.POSTS, network.id(), stream, payload, List.of(), 0, null, 1, false);
        }

        void deletion(long atMillis, Network network, String stream, byte[] payload, SimulatedPost deleted) {
            add(atMillis, Channel.POSTS, network.id(), stream, payload, List.of(), 0, deleted, 0, false);
        }

        void malformed(long atMillis, Network network, String stream, byte[] payload) {
            add(atMillis, Channel.POSTS, network.id(), stream, payload, List.of(), 0, null, 0, true);
        }

        /** Takes out the next payload that arrives before {@code millis}; null if there is none. */
        @Nullable
        Emission next(long millis) {
            Emission head = waiting.peek();
            return head != null && head.atMillis() < millis ? waiting.poll() : null;
        }

        private void add(
                long atMillis,
                Channel channel,
                String source,
                String stream,
                byte[] payload,
                List<SimulatedPost> fresh,
                int again,
                @Nullable SimulatedPost deleted,
                int edited,
                boolean malformed) {
            waiting.add(new Emission(
                    atMillis, order++, channel, source, stream, payload, fresh, again, deleted, edited, malformed));
        }
    }
}
