package io.tickvox.sources.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** Asks APIs and waits for what they answer. Safe for use by several threads at once; interrupting a caller ends its wait. */
public final class Web {
    /** Largest answer that is taken, in bytes. */
    static final int MAX_ANSWER = 16 << 20;

    private static final int PROXY_WANTS_CREDENTIALS = 407;

    private final WebSettings settings;
    private final HttpClient client;

    public Web(WebSettings settings) {
        this(settings, clientOf(settings).build());
    }

    private Web(WebSettings settings, HttpClient client) {
        this.settings = settings;
        this.client = client;
    }

    private static HttpClient.Builder clientOf(WebSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .proxy(settings.proxies());
    }

    /**
     * The same way to the network for pages without credentials: it keeps the cookies it is given until it is dropped, and
     * follows redirects. Otherwise none is followed, since Java's client takes the credentials along to the other host.
     */
    public Web withCookies() {
        return new Web(
                settings,
                clientOf(settings)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .cookieHandler(new Cookies())
                        .build());
    }

    public WebSettings settings() {
        return settings;
    }

    /** The whole answer to a GET, whatever its status. */
    public Answer get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET(), headers);
    }

    /**
     * The whole answer, whatever its status.
     *
     * @throws IOException if there is none: refused, cut, broken, too large, or not there in time
     */
    public Answer send(HttpRequest.Builder request, Map<String, String> headers)
            throws IOException, InterruptedException {
        request.setHeader("User-Agent", settings.userAgent()).setHeader("Accept-Encoding", "gzip");
        headers.forEach(request::setHeader);
        HttpRequest built = request.build();
        HttpResponse<byte[]> response =
                await(() -> client.sendAsync(built, ignored -> new BoundedBody(MAX_ANSWER)), built.uri());
        return new Answer(response.uri(), response.statusCode(), response.headers(), decoded(response));
    }

    /**
     * Opens an endless answer of lines.
     *
     * @param silence after which, with not even an empty line, it counts as dead
     * @throws StreamRefused if the server answers with no success
     */
    public LineStream lines(URI uri, Map<String, String> headers, Duration silence)
            throws IOException, InterruptedException {
        LineStream lines = new LineStream(hostOf(uri), silence);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET().setHeader("User-Agent", settings.userAgent());
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> response = await(
                () -> client.sendAsync(
                        request.build(),
                        head -> head.statusCode() / 100 == 2 ? lines.body() : new BoundedBody(MAX_ANSWER)),
                uri);
        if (response.statusCode() / 100 != 2) {
            throw new StreamRefused(
                    hostOf(uri), new Answer(uri, response.statusCode(), response.headers(), decoded(response)));
        }
        return lines;
    }

    /**
     * Opens a WebSocket.
     *
     * @throws HandshakeRefused if the server answers with something else
     */
    public Socket connect(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        Socket socket = new Socket(hostOf(uri), settings.silence());
        var builder = client.newWebSocketBuilder()
                .connectTimeout(settings.connectTimeout())
                .header("User-Agent", settings.userAgent());
        headers.forEach(builder::header);
        try {
            socket.attach(await(() -> builder.buildAsync(uri, socket.listener()), uri));
            return socket;
        } catch (WebSocketHandshakeException e) {
            HttpResponse<?> response = e.getResponse();
            expectNoneOfTheProxy(response, uri);
            throw new HandshakeRefused(
                    hostOf(uri), new Answer(uri, response.statusCode(), response.headers(), new byte[0]));
        }
    }

    /** Host and port, to name an address by without its query, which may hold a secret. */
    static String hostOf(URI uri) {
        return uri.getPort() < 0 ? String.valueOf(uri.getHost()) : uri.getHost() + ":" + uri.getPort();
    }

    private <T> T await(Supplier<CompletableFuture<T>> call, URI uri) throws IOException, InterruptedException {
        Duration timeout = settings.answerTimeout();
        Optional<String> proxy = Proxies.between(settings.proxies(), uri);
        CompletableFuture<T> future = call.get();
        try {
            T answer = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer instanceof HttpResponse<?> response) {
                expectNoneOfTheProxy(response, uri);
            }
            return answer;
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new HttpTimeoutException("No whole answer from " + hostOf(uri) + " in " + seconds(timeout) + " s");
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException handshake) {
                throw handshake;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(Reasons.of(cause, hostOf(uri), proxy), cause);
        }
    }

    /** Whatever was asked, it is the proxy that answers 407. */
    private void expectNoneOfTheProxy(HttpResponse<?> response, URI uri) throws IOException {
        if (response.statusCode() == PROXY_WANTS_CREDENTIALS) {
            throw new IOException("The proxy "
                    + Proxies.between(settings.proxies(), uri)
                            .map(name -> name + " ")
                            .orElse("")
                    + "answers 407: it wants a user and a password, which Tickvox does not pass on; set sources.proxy to"
                    + " one that asks for none");
        }
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toMillis() / 1000.0).replaceFirst("\\.0$", "");
    }

    private static byte[] decoded(HttpResponse<byte[]> response) throws IOException {
        boolean zipped = response.headers()
                .firstValue("Content-Encoding")
                .map("gzip"::equalsIgnoreCase)
                .orElse(false);
        byte[] body = response.body() == null ? new byte[0] : response.body();
        if (!zipped || body.length == 0) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = in.readNBytes(MAX_ANSWER + 1);
            if (bytes.length > MAX_ANSWER) {
                throw new IOException("Answer of more than " + MAX_ANSWER + " bytes");
            }
            return bytes;
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
            throw new IOException("Cannot unpack the answer of " + hostOf(response.uri()) + ": it is cut or broken", e);
        }
    }
}
