package io.tickvox.sources.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", "internal.example,.corp");

    @Test
    void followsTheEnvironment() {
        ProxySelector proxies = Proxies.of(null, ENVIRONMENT);

        assertThat(proxies.select(URI.create("https://api.example/x")).get(0).type())
                .isEqualTo(Proxy.Type.HTTP);
        assertThat(proxies.select(URI.create("http://api.example/x"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void reachesLoopbackAndNamedHostsDirectly() {
        ProxySelector proxies = Proxies.of(null, ENVIRONMENT);

        assertThat(proxies.select(URI.create("wss://127.0.0.1:8080/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("https://a.internal.example/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("https://host.corp/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("https://notcorp/")).get(0).type()).isEqualTo(Proxy.Type.HTTP);
    }

    @Test
    void prefersTheChosenProxy() {
        ProxySelector proxies = Proxies.of("http://chosen.example:8888", ENVIRONMENT);

        assertThat(proxies.select(URI.create("http://api.example/")).get(0).type())
                .isEqualTo(Proxy.Type.HTTP);
    }
}
