package io.tickvox.testkit.fake;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kinesis Data Streams with one stream, in its JSON protocol: shards by MD5 of the key, which are split and merged, iterators
 * that expire after five minutes, five reads a second of a shard, seven days of records.
 */
public final class FakeKinesis implements FakeApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TARGET = "Kinesis_20131202.";
    private static final Duration ITERATOR_LIFE = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter SIGNED_AT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int READS_A_SECOND = 5;
    private static final int SHARDS_A_PAGE = 2;
    private static final BigInteger FIRST_SEQUENCE =
            new BigInteger("49590338271490256608559692538361571095921575989136588898");

    private record Entry(BigInteger sequence, Instant at, String key, byte[] data) {}

    private static final class Shard {
        private final String id;
        private final BigInteger from;
        private final BigInteger to;
        private final List<String> parents;
        private final BigInteger firstSequence;
        private final List<Entry> entries = new ArrayList<>();
        private final Deque<Instant> reads = new ArrayDeque<>();
        private @Nullable BigInteger lastSequence;

        Shard(String id, BigInteger from, BigInteger to, List<String> parents, BigInteger firstSequence) {
            this.id = id;
            this.from = from;
            this.to = to;
            this.parents = parents;
            this.firstSequence = firstSequence;
        }

        boolean isOpen() {
            return lastSequence == null;
        }
    }

    /** An error in the form that AWS gives it. */
    private static final class Refused extends Exception {
        private final String type;

        Refused(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    private final FakeServer server;
    private final String stream;
    private final String keyId;
    private final Instant made;
    private final Map<String, Shard> shards = new TreeMap<>();
    private BigInteger sequence = FIRST_SEQUENCE;
    private int readsBeyondTheLimit;
    private int expired;
    private boolean checksTime;

    /**
     * @param keyId the access key id that it knows
     * @param count shards at first
     */
    public FakeKinesis(Clock clock, String stream, String keyId, int count) {
        this.stream = stream;
        this.keyId = keyId;
        this.made = clock.instant();
        BigInteger width = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
        for (int i = 0; i < count; i++) {
            BigInteger from = width.multiply(BigInteger.valueOf(i));
            add(from, i == count - 1 ? last() : from.add(width).subtract(BigInteger.ONE), List.of());
        }
        this.server = new FakeServer(clock, this::serve);
    }

    private static BigInteger last() {
        return BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    /** Reads of a shard that were more than it allows. */
    public synchronized int readsBeyondTheLimit() {
        return readsBeyondTheLimit;
    }

    /** Iterators that were used too late. */
    public synchronized int expiredIterators() {
        return expired;
    }

    /** From now on it refuses what was signed more than five minutes before or after its own time. */
    public synchronized void checkTime() {
        checksTime = true;
    }

    /** The shards that take records. */
    public synchronized List<String> openShards() {
        return shards.values().stream()
                .filter(Shard::isOpen)
                .map(shard -> shard.id)
                .toList();
    }

    /** A producer puts a record. */
    public synchronized void put(String key, byte[] data) {
        BigInteger hash = new BigInteger(1, md5(key));
        shards.values().stream()
                .filter(Shard::isOpen)
                .filter(shard -> hash.compareTo(shard.from) >= 0 && hash.compareTo(shard.to) <= 0)
                .forEach(shard ->
                        shard.entries.add(new Entry(next(), server.clock().instant(), key, data)));
    }

    /** Splits a shard into two. */
    public synchronized void split(String id) {
        Shard old = close(id);
        BigInteger middle = old.from.add(old.to).shiftRight(1);
        add(old.from, middle, List.of(id));
        add(middle.add(BigInteger.ONE), old.to, List.of(id));
    }

    /** Merges two neighbours. */
    public synchronized void merge(String one, String other) {
        Shard first = close(one);
        Shard second = close(other);
        add(first.from.min(second.from), first.to.max(second.to), List.of(one, other));
    }

    private Shard close(String id) {
        Shard shard = shards.get(id);
        if (shard == null || !shard.isOpen()) {
            throw new IllegalArgumentException("No open shard " + id);
        }
        shard.lastSequence = next();
        return shard;
    }

    private void add(BigInteger from, BigInteger to, List<String> parents) {
        String id = String.format("shardId-%012d", shards.size());
        shards.put(id, new Shard(id, from, to, parents, next()));
    }

    private BigInteger next() {
        sequence = sequence.add(BigInteger.valueOf(17));
        return sequence;
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.suffers(Fault.RATE_LIMITED)) {
            error(
                    exchange.sound(),
                    new Refused(
                            "ProvisionedThroughputExceededException", "Rate exceeded for shard in stream " + stream));
            return;
        }
        if (exchange.refuses(Map.of(), "")) {
            return;
        }
        try {
            reply(exchange, 200, answer(exchange));
        } catch (Refused e) {
            error(exchange, e);
        }
    }

    private static void error(Exchange exchange, Refused refused) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("__type", refused.type);
        body.put("message", refused.getMessage());
        reply(exchange, 400, body);
    }

    private static void reply(Exchange exchange, int status, ObjectNode body) throws IOException {
        exchange.reply(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", "c5f3a2b1"),
                body.toString());
    }

    private synchronized ObjectNode answer(Exchange exchange) throws Refused {
        Request request = exchange.request();
        if (!request.header("authorization").startsWith("AWS4-HMAC-SHA256 Credential=" + keyId + "/")) {
            throw new Refused("UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (checksTime) {
            checkTime(request.header("x-amz-date"));
        }
        JsonNode asked = JSON.readTree(request.body());
        String name = asked.path("StreamName").asString("");
        if (!name.isEmpty() && !name.equals(stream)) {
            throw new Refused("ResourceNotFoundException", "Stream " + name + " under account 123456789012 not found.");
        }
        trim();
        String call = request.header("x-amz-target").replace(TARGET, "");
        return switch (call) {
            case "DescribeStreamSummary" -> summary();
            case "ListShards" -> list(asked);
            case "GetShardIterator" -> iterator(asked);
            case "GetRecords" -> records(asked, exchange.suffers(Fault.DUPLICATES));
            default -> throw new Refused("UnknownOperationException", call);
        };
    }

    private void checkTime(String signed) throws Refused {
        Instant at = LocalDateTime.parse(signed, SIGNED_AT).toInstant(ZoneOffset.UTC);
        Instant now = server.clock().instant();
        if (Duration.between(at, now).abs().compareTo(TOLERANCE) > 0) {
            throw new Refused(
                    "InvalidSignatureException",
                    "Signature " + (at.isBefore(now) ? "expired: " : "not yet current: ") + signed + " is not near "
                            + now);
        }
    }

    private void trim() {
        Instant oldest = server.clock().instant().minus(RETENTION);
        shards.values().forEach(shard -> shard.entries.removeIf(entry -> entry.at.isBefore(oldest)));
    }

    private ObjectNode summary() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode summary = root.putObject("StreamDescriptionSummary");
        summary.put("StreamName", stream);
        summary.put("StreamARN", "arn:aws:kinesis:us-east-1:123456789012:stream/" + stream);
        summary.put("StreamStatus", "ACTIVE");
        summary.put("RetentionPeriodHours", RETENTION.toHours());
        summary.put("StreamCreationTimestamp", made.toEpochMilli() / 1_000.0);
        summary.put("OpenShardCount", openShards().size());
        return root;
    }

    private ObjectNode list(JsonNode asked) throws Refused {
        String token = asked.path("NextToken").asString("");
        if (!token.isEmpty() && asked.has("StreamName")) {
            throw new Refused("InvalidArgumentException", "NextToken and StreamName cannot be provided together.");
        }
        List<Shard> all = new ArrayList<>(shards.values());
        int from = token.isEmpty() ? 0 : Integer.parseInt(token);
        int to = Math.min(all.size(), from + SHARDS_A_PAGE);
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("Shards");
        for (Shard shard : all.subList(from, to)) {
            ObjectNode node = list.addObject();
            node.put("ShardId", shard.id);
            if (!shard.parents.isEmpty()) {
                node.put("ParentShardId", shard.parents.get(0));
            }
            if (shard.parents.size() > 1) {
                node.put("AdjacentParentShardId", shard.parents.get(1));
            }
            ObjectNode keys = node.putObject("HashKeyRange");
            keys.put("StartingHashKey", shard.from.toString());
            keys.put("EndingHashKey", shard.to.toString());
            ObjectNode numbers = node.putObject("SequenceNumberRange");
            numbers.put("StartingSequenceNumber", shard.firstSequence.toString());
            if (shard.lastSequence != null) {
                numbers.put("EndingSequenceNumber", shard.lastSequence.toString());
            }
        }
        if (to < all.size()) {
            root.put("NextToken", Integer.toString(to));
        }
        return root;
    }

    private ObjectNode iterator(JsonNode asked) throws Refused {
        Shard shard = shard(asked.path("ShardId").asString());
        BigInteger after =
                switch (asked.path("ShardIteratorType").asString()) {
                    case "TRIM_HORIZON" -> BigInteger.ZERO;
                    case "AFTER_SEQUENCE_NUMBER" ->
                        known(shard, asked.path("StartingSequenceNumber").asString());
                    case "AT_TIMESTAMP" -> before(shard, asked.path("Timestamp").asDouble());
                    default -> throw new Refused("InvalidArgumentException", "ShardIteratorType");
                };
        ObjectNode root = JSON.createObjectNode();
        root.put("ShardIterator", token(shard, after));
        return root;
    }

    private static BigInteger known(Shard shard, String number) throws Refused {
        BigInteger wanted = new BigInteger(number);
        boolean isOfOther = wanted.compareTo(shard.firstSequence) < 0
                || shard.lastSequence != null && wanted.compareTo(shard.lastSequence) > 0;
        if (isOfOther) {
            throw new Refused(
                    "InvalidArgumentException",
                    "StartingSequenceNumber " + number + " used in GetShardIterator on shard " + shard.id
                            + " is invalid.");
        }
        return wanted;
    }

    private static BigInteger before(Shard shard, double seconds) {
        long millis = Math.round(seconds * 1_000);
        BigInteger before = BigInteger.ZERO;
        for (Entry entry : shard.entries) {
            if (entry.at.toEpochMilli() < millis) {
                before = entry.sequence;
            }
        }
        return before;
    }

    private Shard shard(String id) throws Refused {
        Shard shard = shards.get(id);
        if (shard == null) {
            throw new Refused("ResourceNotFoundException", "Shard " + id + " in stream " + stream + " does not exist");
        }
        return shard;
    }

    private String token(Shard shard, BigInteger after) {
        String text = shard.id + " " + after + " " + server.clock().millis();
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private ObjectNode records(JsonNode asked, boolean isTwice) throws Refused {
        String[] token = new String(
                        Base64.getDecoder().decode(asked.path("ShardIterator").asString()), StandardCharsets.US_ASCII)
                .split(" ");
        Instant now = server.clock().instant();
        if (Instant.ofEpochMilli(Long.parseLong(token[2])).plus(ITERATOR_LIFE).isBefore(now)) {
            expired++;
            throw new Refused("ExpiredIteratorException", "Iterator expired.");
        }
        Shard shard = shard(token[0]);
        limit(shard, now);
        BigInteger after = new BigInteger(token[1]);
        List<Entry> left = shard.entries.stream()
                .filter(entry -> entry.sequence.compareTo(after) > 0)
                .toList();
        List<Entry> given =
                left.subList(0, Math.min(left.size(), asked.path("Limit").asInt(10_000)));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("Records");
        BigInteger last = after;
        for (Entry entry : given) {
            for (int i = 0; i < (isTwice ? 2 : 1); i++) {
                ObjectNode node = list.addObject();
                node.put("SequenceNumber", entry.sequence.toString());
                node.put("ApproximateArrivalTimestamp", entry.at.toEpochMilli() / 1_000.0);
                node.put("Data", Base64.getEncoder().encodeToString(entry.data));
                node.put("PartitionKey", entry.key);
            }
            last = entry.sequence;
        }
        boolean isAll = given.size() == left.size();
        root.put(
                "MillisBehindLatest",
                isAll ? 0 : Duration.between(left.get(given.size()).at, now).toMillis());
        if (!isAll || shard.isOpen()) {
            root.put("NextShardIterator", token(shard, last));
        }
        return root;
    }

    private void limit(Shard shard, Instant now) throws Refused {
        while (!shard.reads.isEmpty() && shard.reads.getFirst().plusSeconds(1).compareTo(now) <= 0) {
            shard.reads.removeFirst();
        }
        if (shard.reads.size() >= READS_A_SECOND) {
            readsBeyondTheLimit++;
            throw new Refused(
                    "ProvisionedThroughputExceededException", "Rate exceeded for shard " + shard.id + " in stream");
        }
        shard.reads.addLast(now);
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has MD5", e);
        }
    }
}
