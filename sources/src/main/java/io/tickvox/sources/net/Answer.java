package io.tickvox.sources.net;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An API's answer, whole.
 *
 * @param uri whose answer it is, after redirects
 * @param status HTTP status
 * @param body decompressed; not copied, must not be changed
 */
public record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {
    private static final int EXCERPT = 120;

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the body is a web page, as proxies and guards send instead of an API's answer. */
    public boolean isPage() {
        String head = new String(body, 0, Math.min(body.length, EXCERPT), StandardCharsets.UTF_8).stripLeading();
        return head.startsWith("<");
    }

    /** The start of the body on one line, to be quoted to people; a page is named as such. */
    public String excerpt() {
        if (isPage()) {
            return "a web page";
        }
        String line = text().strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
