package io.tickvox.sources.kinesis;

import io.tickvox.sources.live.Backoff;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.net.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** What it means that Kinesis cannot be read. */
final class KinesisErrors {
    private static final String CREDENTIALS_HINT = "Check sources.kinesis.access-key-id and secret-access-key, or what"
            + " AWS's own tools use where these are not set";
    private static final String RIGHTS_HINT =
            "Its user needs kinesis:DescribeStreamSummary, ListShards, GetShardIterator and GetRecords on the stream";
    private static final Backoff THROTTLED = Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private static final Set<String> LIMITS = Set.of(
            "ProvisionedThroughputExceededException",
            "LimitExceededException",
            "KMSThrottlingException",
            "ThrottlingException",
            "RequestLimitExceeded");
    private static final Set<String> CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "MissingAuthenticationTokenException",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "SignatureDoesNotMatch");
    private static final Set<String> RIGHTS = Set.of(
            "AccessDeniedException",
            "AccessDenied",
            "KMSAccessDeniedException",
            "KMSDisabledException",
            "KMSInvalidStateException",
            "KMSNotFoundException",
            "KMSOptInRequired",
            "OptInRequired");

    private KinesisErrors() {}

    /** Whether it is only one shard that wants to be asked less. */
    static boolean isThrottled(SdkException failure) {
        return failure instanceof KinesisException e && LIMITS.contains(code(e));
    }

    /** Throws what {@code failure} means. */
    static SourceFailure of(SdkException failure, String host, String stream, Clock clock)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                throw io;
            }
        }
        if (failure instanceof KinesisException e) {
            return service(e, host, stream, clock);
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof SdkClientException && message.contains("credentials")) {
            return SourceFailure.refused("No AWS credentials were found: set sources.kinesis.access-key-id and"
                    + " secret-access-key, or set them up as for AWS's own tools");
        }
        throw new IOException("The answer of " + host + " cannot be read: " + shortened(message), failure);
    }

    private static SourceFailure service(KinesisException e, String host, String stream, Clock clock) {
        String code = code(e);
        AwsErrorDetails details = e.awsErrorDetails();
        String said = host + " answers " + code + ": "
                + shortened(String.valueOf(details == null ? null : details.errorMessage()));
        if (LIMITS.contains(code)) {
            return SourceFailure.limited(said, THROTTLED);
        }
        if (isOfTime(code, said)) {
            return SourceFailure.unreachable(said + ". The next call is signed by the time that Amazon gave", null);
        }
        if (CREDENTIALS.contains(code)) {
            return SourceFailure.refused(said + ". " + CREDENTIALS_HINT);
        }
        if (RIGHTS.contains(code)) {
            return SourceFailure.refused(said + ". " + RIGHTS_HINT);
        }
        if (code.equals("ResourceNotFoundException")) {
            return SourceFailure.refused("There is no stream '" + stream + "' at " + host
                    + ". Check sources.kinesis.stream and sources.kinesis.region");
        }
        return Refusals.of(answer(e, host), host, CREDENTIALS_HINT, clock);
    }

    /** Whether our clock differs too much from Amazon's: the SDK notes by how much, for the calls to come. */
    private static boolean isOfTime(String code, String said) {
        return code.equals("RequestTimeTooSkewed")
                || code.equals("RequestExpired")
                || said.contains("Signature expired")
                || said.contains("Signature not yet current");
    }

    private static Answer answer(KinesisException e, String host) {
        AwsErrorDetails details = e.awsErrorDetails();
        Map<String, List<String>> headers = details == null || details.sdkHttpResponse() == null
                ? Map.of()
                : details.sdkHttpResponse().headers();
        byte[] body = details == null || details.rawResponse() == null
                ? new byte[0]
                : details.rawResponse().asByteArray();
        return new Answer(
                URI.create("https://" + host), e.statusCode(), HttpHeaders.of(headers, (name, value) -> true), body);
    }

    private static String code(KinesisException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String shortened(String message) {
        return message.length() <= 200 ? message : message.substring(0, 200) + "…";
    }
}
