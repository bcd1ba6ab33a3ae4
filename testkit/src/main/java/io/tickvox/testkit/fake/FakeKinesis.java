package io.tickvox.testkit.fake;

import io.tickvox.testkit.fake.FakeKinesisShards.Entry;
import io.tickvox.testkit.fake.FakeKinesisShards.Refused;
import io.tickvox.testkit.fake.FakeKinesisShards.Shard;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    private static final int SHARDS_A_PAGE = 2;

    private final FakeServer server;
    private volatile boolean listsWithoutEnd;
    private final String stream;
    private final String keyId;
    private final Instant made;
    private final FakeKinesisShards shards;
    private int expired;
    private boolean checksTime;
    private boolean expiresAll;

    /**
     * @param keyId the access key id that it knows
     * @param count shards at first
     */
    public FakeKinesis(Clock clock, String stream, String keyId, int count) {
        this.stream = stream;
        this.keyId = keyId;
        this.made = clock.instant();
        this.shards = new FakeKinesisShards(clock, count);
        this.server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    /** Reads of a shard that were more than it allows. */
    public synchronized int readsBeyondTheLimit() {
        return shards.readsBeyondTheLimit();
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
        return shards.open();
    }

    /** A producer puts a record. */
    public synchronized void put(String key, byte[] data) {
        shards.put(key, data, server.clock().instant());
    }

    /** A producer puts a record, whose arrival is told wrongly. */
    public synchronized void put(String key, byte[] data, Instant told) {
        shards.put(key, data, told);
    }

    /** Whether every iterator has expired at once. */
    public synchronized void expireAll(boolean isExpiring) {
        expiresAll = isExpiring;
    }

    /** Splits a shard into two. */
    public synchronized void split(String id) {
        shards.split(id);
    }

    /** Merges two neighbours. */
    public synchronized void merge(String one, String other) {
        shards.merge(one, other);
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
        shards.trim(RETENTION);
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

    /** Whether a list of shards always has one more page. */
    public void listWithoutEnd(boolean isEndless) {
        listsWithoutEnd = isEndless;
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
        List<Shard> all = new ArrayList<>(shards.all());
        int from = token.isEmpty() ? 0 : Math.min(all.size(), Integer.parseInt(token));
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
        if (listsWithoutEnd) {
            root.put("NextToken", Integer.toString(all.size()));
        } else if (to < all.size()) {
            root.put("NextToken", Integer.toString(to));
        }
        return root;
    }

    private ObjectNode iterator(JsonNode asked) throws Refused {
        Shard shard = shards.shard(asked.path("ShardId").asString());
        BigInteger after =
                switch (asked.path("ShardIteratorType").asString()) {
                    case "TRIM_HORIZON" -> BigInteger.ZERO;
                    case "AFTER_SEQUENCE_NUMBER" ->
                        FakeKinesisShards.known(
                                shard, asked.path("StartingSequenceNumber").asString());
                    case "AT_TIMESTAMP" ->
                        FakeKinesisShards.before(shard, asked.path("Timestamp").asDouble());
                    default -> throw new Refused("InvalidArgumentException", "ShardIteratorType");
                };
        ObjectNode root = JSON.createObjectNode();
        root.put("ShardIterator", token(shard, after));
        return root;
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
        Instant end = Instant.ofEpochMilli(Long.parseLong(token[2])).plus(ITERATOR_LIFE);
        if (expiresAll || end.isBefore(now)) {
            expired++;
            throw new Refused("ExpiredIteratorException", "Iterator expired.");
        }
        Shard shard = shards.shard(token[0]);
        shards.limit(shard, now);
        BigInteger after = new BigInteger(token[1]);
        List<Entry> left = shard.entries.stream()
                .filter(entry -> entry.sequence().compareTo(after) > 0)
                .toList();
        List<Entry> given =
                left.subList(0, Math.min(left.size(), asked.path("Limit").asInt(10_000)));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("Records");
        BigInteger last = after;
        for (Entry entry : given) {
            for (int i = 0; i < (isTwice ? 2 : 1); i++) {
                ObjectNode node = list.addObject();
                node.put("SequenceNumber", entry.sequence().toString());
                node.put("ApproximateArrivalTimestamp", entry.at().toEpochMilli() / 1_000.0);
                node.put("Data", Base64.getEncoder().encodeToString(entry.data()));
                node.put("PartitionKey", entry.key());
            }
            last = entry.sequence();
        }
        boolean isAll = given.size() == left.size();
        root.put(
                "MillisBehindLatest",
                isAll ? 0 : Duration.between(left.get(given.size()).at(), now).toMillis());
        if (!isAll || shard.isOpen()) {
            root.put("NextShardIterator", token(shard, last));
        }
        return root;
    }
}
