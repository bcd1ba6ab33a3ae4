package io.tickvox.sources.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proxies as most programs take them: {@code HTTPS_PROXY} and {@code HTTP_PROXY}, in capitals or not, and {@code NO_PROXY}
 * with names of hosts, where {@code .example.com} and {@code example.com} hold for all hosts below and {@code *} for all.
 * Loopback is always reached directly.
 */
public final class Proxies extends ProxySelector {
    private final @Nullable URI secure;
    private final @Nullable URI plain;
    private final List<String> direct;

    private Proxies(@Nullable URI secure, @Nullable URI plain, List<String> direct) {
        this.secure = secure;
        this.plain = plain;
        this.direct = direct;
    }

    /**
     * @param chosen address of the proxy for everything, as {@code http://host:port}; null to follow {@code environment}
     * @param environment environment variables
     */
    public static ProxySelector of(@Nullable String chosen, Map<String, String> environment) {
        String secure = chosen != null ? chosen : variable(environment, "https_proxy");
        String plain = chosen != null ? chosen : variable(environment, "http_proxy");
        if (secure.isEmpty() && plain.isEmpty()) {
            return ProxySelector.getDefault();
        }
        List<String> direct = Stream.of(variable(environment, "no_proxy").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
        return new Proxies(address(secure), address(plain), direct);
    }

    private static String variable(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }

    private static @Nullable URI address(String text) {
        return text.isEmpty() ? null : URI.create(text.contains("://") ? text : "http://" + text);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        URI proxy = scheme.equals("https") || scheme.equals("wss") ? secure : plain;
        String host = uri.getHost();
        if (proxy == null || proxy.getHost() == null || host == null || isDirect(host.toLowerCase(Locale.ROOT))) {
            return List.of(Proxy.NO_PROXY);
        }
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
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
