package io.tickvox.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"http://squid_proxy:3128", "squid_proxy:3128", " http://squid_proxy:3128/ "})
    void takesNamesOfHostsThatNoUriHas(String address) {
        ProxySelector proxies = Proxies.of(null, Map.of("https_proxy", address));

        assertThat(proxies.select(URI.create("https://api.example/")))
                .singleElement()
                .satisfies(proxy -> assertThat(proxy.address().toString())
                        .contains("squid_proxy")
                        .endsWith(":3128"));
    }

    @Test
    void givesAProxyByItsNumberSinceNotEveryNameOfAHostCanStandInAUri() {
        ProxySelector proxies = Proxies.of("http://localhost:3128", Map.of());

        assertThat(proxies.select(URI.create("https://api.example/")))
                .singleElement()
                .satisfies(proxy -> assertThat(((InetSocketAddress) proxy.address()).getHostString())
                        .matches("127\\.0\\.0\\.1|[0:]*:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://us er:s3cret@proxy:1",
                "http://user:s3cret@proxy:1",
                "http://s3cret proxy",
                "http://s3cret:99999",
                "socks5://s3cret:1",
                "https://s3cret.example:3128",
                "http://"
            })
    void refusesWhatItCannotFollowWithoutShowingIt(String address) {
        assertThatThrownBy(() -> Proxies.of(null, Map.of("HTTPS_PROXY", address)))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
                .hasMessageStartingWith("Invalid HTTPS_PROXY: expected http://host:port")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void prefersTheChosenProxy() {
        ProxySelector proxies = Proxies.of("http://chosen.example:8888", ENVIRONMENT);

        assertThat(proxies.select(URI.create("http://api.example/")).get(0).type())
                .isEqualTo(Proxy.Type.HTTP);
    }
}
