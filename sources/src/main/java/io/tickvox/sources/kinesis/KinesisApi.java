package io.tickvox.sources.kinesis;

import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** The calls by which a stream is read. None of them is repeated here: the source's own rules say when. */
final class KinesisApi implements AutoCloseable {
    /** One call is worth all of a shard's second: 2 MB a second, at most 10,000 records. */
    private static final int MOST_RECORDS = 10_000;

    /** A page has up to 1,000 shards; no stream has so many pages. */
    private static final int MOST_PAGES = 100;

    private static final Pattern REGION_FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /**
     * A stream.
     *
     * @param key its name and when it was made: another of the same name has another
     * @param oldest no record that arrived before is kept
     */
    record StreamSummary(String key, Instant oldest) {}

    private final KinesisClient client;
    private final String stream;
    private final String host;
    private final Clock clock;

    private KinesisApi(KinesisClient client, String stream, String host, Clock clock) {
        this.client = client;
        this.stream = stream;
        this.host = host;
        this.clock = clock;
    }

    /** @throws SourceFailure if the settings do not say where and as whom to ask */
    static KinesisApi open(SourceSettings settings, SourceEnvironment environment, Clock clock) throws SourceFailure {
        // JSON instead of CBOR, so that what goes over the wire can be read by people and by every stand-in for AWS.
        if (System.getProperty(SdkSystemSetting.CBOR_ENABLED.property()) == null) {
            System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
        }
        KinesisClientBuilder builder = KinesisClient.builder()
                .httpClient(new WebCalls(environment.web()))
                .credentialsProvider(credentials(settings))
                .overrideConfiguration(common -> common.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        Optional<String> wrong = settings.find(KinesisFactory.REGION)
                .filter(region -> !REGION_FORM.matcher(region).matches());
        if (wrong.isPresent()) {
            throw SourceFailure.refused(
                    "Invalid sources.kinesis.region '" + wrong.get() + "': expected a name such as us-east-1");
        }
        settings.find(KinesisFactory.REGION).ifPresent(region -> builder.region(Region.of(region)));
        Optional<URI> address = settings.find(SourceOption.BASE_URL).map(URI::create);
        address.ifPresent(builder::endpointOverride);
        try {
            KinesisClient client = builder.build();
            String host = address.map(URI::getHost)
                    .orElseGet(() ->
                            "kinesis." + client.serviceClientConfiguration().region() + ".amazonaws.com");
            return new KinesisApi(client, settings.text(KinesisFactory.STREAM), host, clock);
        } catch (SdkClientException e) {
            throw SourceFailure.refused("No AWS region was found: set sources.kinesis.region or AWS_REGION");
        }
    }

    private static AwsCredentialsProvider credentials(SourceSettings settings) throws SourceFailure {
        Optional<String> id = settings.find(KinesisFactory.KEY_ID);
        Optional<String> key = settings.find(KinesisFactory.KEY);
        if (id.isPresent() != key.isPresent()) {
            throw SourceFailure.refused("Set both sources.kinesis.access-key-id and secret-access-key, or neither");
        }
        if (id.isEmpty() || key.isEmpty()) {
            DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
            settings.find(KinesisFactory.PROFILE).ifPresent(chain::profileName);
            return chain.build();
        }
        return StaticCredentialsProvider.create(settings.find(KinesisFactory.SESSION)
                .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                        session -> AwsSessionCredentials.create(id.get(), key.get(), session))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), key.get())));
    }

    String host() {
        return host;
    }

    StreamSummary summary() throws SourceFailure, IOException, InterruptedException {
        StreamDescriptionSummary summary = ask(() ->
                        client.describeStreamSummary(request -> request.streamName(stream)))
                .streamDescriptionSummary();
        Instant made = summary.streamCreationTimestamp() == null ? Instant.EPOCH : summary.streamCreationTimestamp();
        int hours = summary.retentionPeriodHours() == null ? 24 : summary.retentionPeriodHours();
        return new StreamSummary(
                stream + "@" + made.getEpochSecond(), clock.instant().minus(Duration.ofHours(hours)));
    }

    /** All shards that the stream keeps, those included that were split or merged since. */
    List<Shard> shards() throws SourceFailure, IOException, InterruptedException {
        List<Shard> shards = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            if (++pages > MOST_PAGES) {
                throw SourceFailure.unreachable(
                        "The list of shards at " + host + " does not end: " + MOST_PAGES + " pages were read", null);
            }
            String next = token;
            ListShardsResponse page = ask(() -> client.listShards(
                    request -> request.streamName(next == null ? stream : null).nextToken(next)));
            page.shards()
                    .forEach(shard -> shards.add(new Shard(
                            shard.shardId(),
                            Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                                    .filter(parent -> parent != null && !parent.isEmpty())
                                    .toList())));
            token = page.nextToken();
        } while (token != null);
        return shards;
    }

    /** Reads {@code shard} from {@code mark} on. A record that the stream does not know is replaced by its oldest. */
    String iterator(String shard, Mark mark) throws SourceFailure, IOException, InterruptedException {
        try {
            return open(shard, mark);
        } catch (InvalidArgumentException e) {
            return ask(() -> open(shard, Mark.OLDEST));
        } catch (SdkException e) {
            throw KinesisErrors.of(e, host, stream, clock);
        }
    }

    private String open(String shard, Mark mark) {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
        switch (mark.kind()) {
            case AFTER ->
                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(mark.value());
            case SINCE ->
                request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(Instant.ofEpochMilli(Long.parseLong(String.valueOf(mark.value()))));
            case OLDEST -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
            case ENDED -> throw new IllegalStateException("Shard " + shard + " has ended");
        }
        return client.getShardIterator(request.build()).shardIterator();
    }

    /**
     * What comes next.
     *
     * @return null if {@code iterator} has expired, as it does after five minutes
     * @throws Throttled if the shard gives no more for now
     */
    @Nullable
    Records read(String iterator) throws Throttled, SourceFailure, IOException, InterruptedException {
        try {
            GetRecordsResponse response =
                    client.getRecords(request -> request.shardIterator(iterator).limit(MOST_RECORDS));
            Long behind = response.millisBehindLatest();
            return new Records(
                    response.records(), response.nextShardIterator(), Duration.ofMillis(behind == null ? 0 : behind));
        } catch (ExpiredIteratorException e) {
            return null;
        } catch (SdkException e) {
            SourceFailure failure = KinesisErrors.of(e, host, stream, clock);
            if (e instanceof KinesisException && KinesisErrors.isThrottled(e)) {
                throw new Throttled(failure);
            }
            throw failure;
        }
    }

    private <T> T ask(Supplier<T> call) throws SourceFailure, IOException, InterruptedException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw KinesisErrors.of(e, host, stream, clock);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
