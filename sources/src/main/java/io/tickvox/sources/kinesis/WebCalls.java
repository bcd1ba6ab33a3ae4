package io.tickvox.sources.kinesis;

import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Lets AWS's SDK reach its service as all sources do, with the same proxies, timeouts and bounds. */
final class WebCalls implements SdkHttpClient {
    /** What Java's client sets by itself, what {@link Web} sets, and what tells that the answer was packed. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "user-agent", "accept-encoding");

    private final Web web;

    WebCalls(Web web) {
        this.web = web;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answered(request);
            }

            @Override
            public void abort() {
                // The thread that waits is interrupted instead.
            }
        };
    }

    private HttpExecuteResponse answered(HttpExecuteRequest request) throws IOException {
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream in = request.contentStreamProvider().get().newStream()) {
                body = in.readAllBytes();
            }
        }
        Map<String, String> headers = new TreeMap<>();
        request.httpRequest().forEachHeader((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
            }
        });
        HttpRequest.Builder call = HttpRequest.newBuilder(request.httpRequest().getUri())
                .method(request.httpRequest().method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            return response(web.send(call, headers));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static HttpExecuteResponse response(Answer answer) {
        SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(answer.status());
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-encoding") && !name.equalsIgnoreCase("content-length")) {
                head.putHeader(name, values);
            }
        });
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                .build();
    }

    @Override
    public String clientName() {
        return "Tickvox";
    }

    @Override
    public void close() {
        // The way to the network is shared.
    }
}
