package io.tickvox.sources.kinesis;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link KinesisSource}s. Loads none of AWS's classes before it makes one. */
public final class KinesisFactory implements SourceFactory {
    static final String STREAM = "stream";
    static final String PAYLOAD = "payload";
    static final String REGION = "region";
    static final String PROFILE = "profile";
    static final String KEY_ID = "access-key-id";
    static final String KEY = "secret-access-key";
    static final String SESSION = "session-token";

    private static final SourceInfo INFO = new SourceInfo(
            "kinesis",
            Coverage.POSTS_AND_PRICES,
            "records of a Kinesis data stream that hold payloads of another source",
            List.of(
                    SourceOption.text(STREAM, null, "Name of the Kinesis data stream.")
                            .asRequired(),
                    SourceOption.text(
                                    PAYLOAD,
                                    null,
                                    "What its records hold, as SOURCE/STREAM, for example x/v1.1, bluesky/jetstream,"
                                            + " stocktwits/message or finnhub/trades.")
                            .asRequired(),
                    SourceOption.text(REGION, null, "AWS region; if not set, found as AWS's own tools find it."),
                    SourceOption.text(PROFILE, null, "Profile of AWS's configuration files to take credentials from."),
                    SourceOption.secret(
                            KEY_ID,
                            "Access key id; if not set, credentials are found as AWS's own tools find them:"
                                    + " environment, files, role of the machine."),
                    SourceOption.secret(KEY, "Secret access key that belongs to the access key id."),
                    SourceOption.secret(SESSION, "Session token, where the access key is a temporary one."),
                    new SourceOption(
                            SourceOption.BASE_URL,
                            null,
                            "Address of Kinesis where it is not AWS's own for the region.",
                            SourceOption.Kind.ADDRESS,
                            false)),
            "Credentials are found as AWS's own tools find them");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public SourceInfo info(SourceSettings settings) {
        return settings.find(PAYLOAD)
                .flatMap(Payload::find)
                .map(payload -> INFO.withCovers(
                        switch (payload.channel()) {
                            case POSTS -> Coverage.POSTS;
                            case QUOTES -> Coverage.PRICES;
                        }))
                .orElse(INFO);
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new KinesisSource(settings, environment);
    }
}
