package io.tickvox.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tickvox.testkit.fake.FakeServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private static Web through(FakeServer proxy) {
        return new Web(
                WebSettings.of("tickvox-test", Proxies.of(proxy.uri("http").toString(), Map.of())));
    }

    @Test
    void asksTheProxyForWhatIsElsewhere() throws Exception {
        try (FakeServer proxy =
                new FakeServer(Clock.systemUTC(), exchange -> exchange.json("{\"by\":\"the proxy\"}"))) {
            Answer answer = through(proxy).get(URI.create("http://api.example.test/v1/quote?symbol=A"), Map.of());

            assertThat(answer.text()).contains("the proxy");
            assertThat(proxy.requests()).singleElement().satisfies(request -> {
                assertThat(request.path()).isEqualTo("http://api.example.test/v1/quote");
                assertThat(request.header("user-agent")).isEqualTo("tickvox-test");
            });
        }
    }

    @Test
    void opensATunnelThroughTheProxyForSocketsAndEncryptedAnswers() {
        try (FakeServer proxy =
                new FakeServer(Clock.systemUTC(), exchange -> exchange.reply(502, Map.of(), "no way to there"))) {
            Web web = through(proxy);

            assertThatThrownBy(() -> web.connect(URI.create("wss://stream.example.test/"), Map.of()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> web.get(URI.create("https://api.example.test/"), Map.of()))
                    .isInstanceOf(IOException.class);
            assertThat(proxy.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("CONNECT");
                assertThat(request.path()).endsWith(".example.test:443");
            });
        }
    }

    @Test
    void saysThatItIsTheProxyThatWantsCredentials() {
        try (FakeServer proxy = new FakeServer(
                Clock.systemUTC(),
                exchange -> exchange.reply(407, Map.of("Proxy-Authenticate", "Basic realm=\"a\""), "who are you"))) {
            Web web = through(proxy);
            String said = "The proxy " + proxy.uri("http").getAuthority() + " answers 407";

            assertThatThrownBy(() -> web.get(URI.create("https://api.example.test/"), Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(said);
            assertThatThrownBy(() -> web.get(URI.create("http://api.example.test/"), Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(said);
            assertThatThrownBy(() -> web.connect(URI.create("wss://stream.example.test/"), Map.of()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HandshakeRefused.class)
                    .hasMessageStartingWith(said);
        }
    }

    @Test
    void namesTheProxyThatIsNotThere() {
        FakeServer proxy = new FakeServer(Clock.systemUTC(), exchange -> exchange.json("{}"));
        proxy.close();
        Web web = through(proxy);
        String said = "No connection to the proxy " + proxy.uri("http").getAuthority();

        assertThatThrownBy(() -> web.get(URI.create("https://api.example.test/"), Map.of()))
                .hasMessageStartingWith(said);
        assertThatThrownBy(() -> web.connect(URI.create("wss://stream.example.test/"), Map.of()))
                .hasMessageStartingWith(said);
    }

    @Test
    void namesTheProxyThatCannotBeFound() {
        Web web = new Web(WebSettings.of("tickvox-test", Proxies.of("http://no_such_proxy.invalid:3128", Map.of())));

        assertThatThrownBy(() -> web.get(URI.create("https://api.example.test/"), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot find the proxy no_such_proxy.invalid:3128: check sources.proxy");
    }

    @Test
    void talksToNobodyWhoCannotShowWhoHeIs() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.createContext("/", exchange -> exchange.sendResponseHeaders(200, -1));
        server.start();
        try {
            Web web = new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault()));
            URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/?token=secret");

            assertThatThrownBy(() -> web.get(address, Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot trust the connection to 127.0.0.1")
                    .hasMessageNotContaining("secret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void takesNoCredentialsToWhereARedirectLeads() throws Exception {
        try (FakeServer elsewhere = new FakeServer(Clock.systemUTC(), exchange -> exchange.json("{}"));
                FakeServer server = new FakeServer(
                        Clock.systemUTC(),
                        exchange -> exchange.reply(
                                302, Map.of("Location", elsewhere.uri("http").toString()), ""))) {
            Answer answer = new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault()))
                    .get(server.uri("http"), Map.of("Authorization", "Bearer hunter2"));

            assertThat(answer.status()).isEqualTo(302);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    /** A certificate that nobody vouches for. */
    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "self",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
