package io.tickvox.sources.net;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Cookies in memory, sent as browsers send them: {@code name=value}. Java's own sends those that have a {@code Max-Age} with
 * quotes and a version, by a standard that no server follows (RFC 2965).
 */
final class Cookies extends CookieManager {
    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
        super.put(uri, headers);
        getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
    }
}
