package io.tickvox.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.net.URI;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The web server: the API, the event stream and the dashboard, on one port. */
public final class Server implements AutoCloseable {
    /** Requests hold a thread only while they are worked on; event streams hold none. */
    private static final int MAX_THREADS = 32;

    private static final long MAX_REQUEST_BYTES = 64 << 10;

    private final ServerSettings settings;
    private final LiveModels models;
    private final Metrics metrics;
    private final StreamHub hub;
    private final Javalin javalin;

    private Server(ServerSettings settings, ServerDependencies dependencies) {
        this.settings = settings;
        models = new LiveModels(dependencies.queries().liveModels(), dependencies.clock());
        metrics = new Metrics(dependencies.status(), models);
        hub = new StreamHub(settings, dependencies, metrics);
        javalin = Javalin.create(config -> configure(config, dependencies));
    }

    /**
     * Listens, and answers from then on.
     *
     * @throws TickvoxException with {@link ErrorCode#PORT_IN_USE} if the port is taken
     */
    public static Server start(ServerSettings settings, ServerDependencies dependencies) {
        Server server = new Server(settings, dependencies);
        try {
            server.javalin.start(settings.host(), settings.port());
        } catch (RuntimeException e) {
            server.close();
            if (e instanceof JavalinBindException) {
                throw new TickvoxException(
                        ErrorCode.PORT_IN_USE,
                        "Cannot listen on " + settings.host() + ":" + settings.port()
                                + ": choose another port, or 0 for any that is free",
                        e);
            }
            throw e;
        }
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Its address for people. */
    public URI uri() {
        String host = settings.host();
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        return URI.create(
                "http://" + (any ? "localhost" : host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Ends the event streams, lets requests in flight finish, and stops listening. */
    @Override
    public void close() {
        hub.close();
        javalin.stop();
        metrics.close();
    }

    Javalin javalin() {
        return javalin;
    }

    private void configure(JavalinConfig config, ServerDependencies dependencies) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = MAX_REQUEST_BYTES;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.router.ignoreTrailingSlashes = true;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("tickvox-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        JettyTuning.apply(config.jetty);
        config.requestLogger.http((context, millis) -> {
            if (!context.path().equals(StreamApi.PATH)) {
                metrics.request(context.method().name(), route(context), context.statusCode(), millis);
            }
        });
        RoutesConfig routes = config.routes;
        new Errors(metrics).addTo(routes);
        new Guard(settings.host()).addTo(routes);
        new StatusApi(settings, dependencies).addTo(routes);
        new MarketApi(settings, dependencies).addTo(routes);
        new TickerApi(settings, dependencies).addTo(routes);
        new ExplanationApi(dependencies).addTo(routes);
        new ModelApi(models).addTo(routes);
        new StreamApi(hub).addTo(routes);
        metrics.addTo(routes);
        new Docs().addTo(routes);
        new Dashboard("/web").addTo(routes);
    }

    private static String route(Context context) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }
}
