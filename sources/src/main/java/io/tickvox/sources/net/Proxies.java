package io.tickvox.sources.net;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proxies as most programs take them: {@code HTTPS_PROXY} and {@code HTTP_PROXY}, in capitals or not, and {@code NO_PROXY}
 * with names of hosts, where {@code .example.com} and {@code example.com} hold for all hosts below and {@code *} for all.
 * Loopback is always reached directly. Proxies are talked to without TLS.
 */
public final class Proxies extends ProxySelector {
    private static final String CHOSEN = "sources.proxy";
    private static final Pattern FORM =
            Pattern.compile("(?:http://)?(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?/?");
    private static final int DEFAULT_PORT = 80;
    private static final int LAST_PORT = 65_535;

    private final @Nullable InetSocketAddress secure;
    private final @Nullable InetSocketAddress plain;
    private final List<String> direct;

    private Proxies(@Nullable InetSocketAddress secure, @Nullable InetSocketAddress plain, List<String> direct) {
        this.secure = secure;
        this.plain = plain;
        this.direct = direct;
    }

    /**
     * @param chosen address of the proxy for everything, as {@code http://host:port}; null to follow {@code environment}
     * @param environment environment variables
     * @throws TickvoxException {@link ErrorCode#INVALID_CONFIG} if an address is none, or has a user and a password, which are
     *     not passed on; it does not show the address
     */
    public static ProxySelector of(@Nullable String chosen, Map<String, String> environment) {
        InetSocketAddress secure = chosen != null ? address(CHOSEN, chosen) : address(environment, "https_proxy");
        InetSocketAddress plain = chosen != null ? address(CHOSEN, chosen) : address(environment, "http_proxy");
        if (secure == null && plain == null) {
            return ProxySelector.getDefault();
        }
        List<String> direct = Stream.of(variable(environment, "no_proxy").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
        return new Proxies(secure, plain, direct);
    }

    private static String variable(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }

    private static @Nullable InetSocketAddress address(Map<String, String> environment, String name) {
        return address(name.toUpperCase(Locale.ROOT), variable(environment, name));
    }

    /** Not as a URI is read: names of hosts with an underscore are in use. */
    private static @Nullable InetSocketAddress address(String name, String text) {
        if (text.isBlank()) {
            return null;
        }
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
            if (port <= LAST_PORT) {
                return InetSocketAddress.createUnresolved(matcher.group(1), port);
            }
        }
        throw new TickvoxException(
                ErrorCode.INVALID_CONFIG,
                "Invalid " + name
                        + ": expected http://host:port without user and password; to reach sources through another"
                        + " proxy, set " + CHOSEN);
    }

    @Override
    public List<Proxy> select(URI uri) {
        InetSocketAddress proxy = proxy(uri);
        return List.of(proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, resolved(proxy)));
    }

    /** The way to {@code uri}; null if it is direct. */
    private @Nullable InetSocketAddress proxy(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        InetSocketAddress proxy = scheme.equals("https") || scheme.equals("wss") ? secure : plain;
        String host = uri.getHost();
        return proxy == null || host == null || isDirect(host.toLowerCase(Locale.ROOT)) ? null : proxy;
    }

    /** By its number, since Java's client makes a URI of a proxy's name, which not every name can stand in. */
    private static InetSocketAddress resolved(InetSocketAddress proxy) {
        InetSocketAddress found = new InetSocketAddress(proxy.getHostString(), proxy.getPort());
        InetAddress address = found.getAddress();
        return address == null ? found : new InetSocketAddress(address.getHostAddress(), proxy.getPort());
    }

    /**
     * The proxy between here and {@code uri}, for people: {@code host:port}, as it was set; empty if there is none.
     *
     * @throws IOException if its host cannot be found
     */
    static Optional<String> between(ProxySelector proxies, URI uri) throws IOException {
        for (Proxy proxy : proxies.select(plain(uri))) {
            if (proxy.address() instanceof InetSocketAddress address) {
                InetSocketAddress set = proxies instanceof Proxies own ? own.proxy(uri) : null;
                InetSocketAddress named = set == null ? address : set;
                String name = named.getHostString() + ":" + named.getPort();
                if (address.isUnresolved()) {
                    throw new IOException(
                            "Cannot find the proxy " + name + ": check " + CHOSEN + " or HTTPS_PROXY and HTTP_PROXY");
                }
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The same with the scheme by which a WebSocket is opened, the only ones that all selectors know. */
    private static URI plain(URI uri) {
        String text = uri.toString();
        return text.startsWith("ws") ? URI.create("http" + text.substring(2)) : uri;
    }

    private boolean isDirect(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        return direct.stream()
                .map(name -> name.startsWith(".") ? name.substring(1) : name)
                .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Told to the caller by the failed request.
    }
}
