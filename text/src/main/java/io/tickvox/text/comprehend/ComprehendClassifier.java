package io.tickvox.text.comprehend;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.Probabilities;
import io.tickvox.text.classifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.comprehend.ComprehendClient;
import software.amazon.awssdk.services.comprehend.ComprehendClientBuilder;
import software.amazon.awssdk.services.comprehend.model.BatchDetectSentimentItemResult;
import software.amazon.awssdk.services.comprehend.model.BatchDetectSentimentResponse;
import software.amazon.awssdk.services.comprehend.model.BatchItemError;
import software.amazon.awssdk.services.comprehend.model.SentimentScore;

/**
 * Asks Comprehend's BatchDetectSentiment, which takes up to 25 texts of up to 5,000 bytes each and answers by index, for some
 * of them perhaps with an error. Longer texts are judged by their beginning.
 */
final class ComprehendClassifier implements Classifier {
    private static final int BATCH = 25;
    private static final int MAX_BYTES = 5_000;

    private final ComprehendClient client;
    private final String language;
    private final String model;

    private ComprehendClassifier(ComprehendClient client, ComprehendSettings settings) {
        this.client = client;
        this.language = settings.language();
        this.model = "comprehend/" + settings.language();
    }

    static ComprehendClassifier open(ComprehendSettings settings) {
        try {
            ComprehendClientBuilder builder = ComprehendClient.builder()
                    .region(Region.of(settings.region()))
                    .credentialsProvider(credentials(settings))
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(settings.timeout())
                            .socketTimeout(settings.timeout()))
                    // What is tried again, and when, is decided for all classifiers alike.
                    .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                            .apiCallTimeout(settings.timeout()));
            if (settings.endpoint() != null) {
                builder.endpointOverride(settings.endpoint());
            }
            return new ComprehendClassifier(builder.build(), settings);
        } catch (SdkException | IllegalArgumentException e) {
            throw new TickvoxException(
                    ErrorCode.INVALID_CONFIG,
                    "Cannot use comprehend: " + e.getMessage() + ": check scorers.comprehend",
                    e);
        }
    }

    private static AwsCredentialsProvider credentials(ComprehendSettings settings) {
        String id = settings.accessKeyId();
        String secret = settings.secretAccessKey();
        return id == null || secret == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public List<Verdict> classify(List<String> texts) throws CallFailure, InterruptedException {
        List<String> cut = texts.stream().map(ComprehendClassifier::cut).toList();
        try {
            return verdicts(
                    client.batchDetectSentiment(
                            request -> request.languageCode(language).textList(cut)),
                    texts.size());
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (AwsServiceException e) {
            throw failure(e);
        } catch (SdkClientException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            throw clientFailure(e);
        }
    }

    private static InterruptedException interrupted(SdkException e) {
        InterruptedException interrupted = new InterruptedException("A call to Comprehend was interrupted");
        interrupted.initCause(e);
        return interrupted;
    }

    private List<Verdict> verdicts(BatchDetectSentimentResponse response, int count) throws CallFailure {
        List<Verdict> verdicts =
                new ArrayList<>(Collections.nCopies(count, new Verdict.Failed("Comprehend did not answer for it")));
        for (BatchDetectSentimentItemResult result : response.resultList()) {
            verdicts.set(Objects.checkIndex(result.index(), count), judged(result.sentimentScore()));
        }
        for (BatchItemError error : response.errorList()) {
            verdicts.set(Objects.checkIndex(error.index(), count), failed(error));
        }
        return verdicts;
    }

    private Verdict judged(SentimentScore score) throws CallFailure {
        try {
            return new Verdict.Judged(
                    Probabilities.sentiment(score.positive(), score.neutral(), score.negative(), score.mixed()), model);
        } catch (IllegalArgumentException e) {
            throw CallFailure.lasting("Comprehend answered oddly: " + e.getMessage(), e);
        }
    }

    /** By the codes that Comprehend documents: its own failures pass, a text that it does not take stays so. */
    private static Verdict failed(BatchItemError error) {
        String code = String.valueOf(error.errorCode());
        String reason = "Comprehend answered " + code + " for it"
                + (error.errorMessage() == null ? "" : ": " + error.errorMessage());
        return code.contains("SIZE_LIMIT") || code.contains("UNSUPPORTED") || code.contains("INVALID")
                ? new Verdict.Refused(reason)
                : new Verdict.Failed(reason);
    }

    private static CallFailure failure(AwsServiceException e) {
        String code = e.awsErrorDetails() == null
                ? String.valueOf(e.statusCode())
                : String.valueOf(e.awsErrorDetails().errorCode());
        String what = "Comprehend answered " + code;
        if (e.isThrottlingException() || code.equals("TooManyRequestsException")) {
            return CallFailure.limited(what, null);
        } else if (e.statusCode() >= 500 || e.isRetryableException()) {
            return CallFailure.passing(what, e);
        } else if (code.equals("TextSizeLimitExceededException")) {
            return CallFailure.content(what);
        }
        return CallFailure.lasting(what + ": check the key's rights, scorers.comprehend.region and .language", e);
    }

    private static CallFailure clientFailure(SdkClientException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Unable to load credentials")) {
            return CallFailure.lasting(
                    "Cannot find an AWS key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or"
                            + " scorers.comprehend.access-key-id and .secret-access-key",
                    e);
        }
        return CallFailure.passing(
                "Comprehend did not answer: " + message.lines().findFirst().orElse(""), e);
    }

    /** The text's beginning that is at most 5,000 bytes of UTF-8, cut between characters. */
    static String cut(String text) {
        if (text.length() <= MAX_BYTES / 3) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return text;
        }
        int end = MAX_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
