package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard's files, from the class path. The addresses of its own router get {@code index.html}; so does a browser that asks for
 * what there is not, with status 404, and tells its user. Files with a digest in their name are kept by browsers for ever, all
 * others are asked for each time. Each is compressed once.
 */
final class Dashboard {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    /** What the dashboard's own router has a page for: see {@code router.ts}. */
    private static final Pattern PAGE = Pattern.compile("index\\.html|(?:status|ticker/[^/]+)/?");

    private static final Pattern SAFE =
            Pattern.compile("(?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9._@-]*");
    private static final Pattern DIGEST = Pattern.compile("assets/.*[.-][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK = "no-cache";
    private static final int MIN_COMPRESSED = 512;

    private final String root;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /** @param root the folder on the class path, for example {@code /web} */
    Dashboard(String root) {
        this.root = root;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", context -> serve(context, "index.html"));
        routes.get("/<path>", context -> serve(context, context.pathParam("path")));
    }

    private void serve(Context context, String path) {
        boolean page = PAGE.matcher(path).matches();
        boolean file = !page && TYPES.containsKey(extension(path));
        Asset asset = page ? asset("index.html") : file ? asset(path) : null;
        if (asset != null) {
            write(context, asset);
            return;
        }
        if (page) {
            throw new TickvoxException(
                    ErrorCode.NOT_FOUND,
                    "Cannot find the dashboard: it is not part of this build; the API is described at /docs");
        }
        Asset index = file || !wantsPage(context) ? null : asset("index.html");
        if (index == null) {
            throw new TickvoxException(
                    ErrorCode.NOT_FOUND, "Cannot find '" + context.path() + "': see /docs for what there is");
        }
        context.status(404).disableCompression().contentType(index.type()).result(index.bytes());
    }

    private static boolean wantsPage(Context context) {
        String accepted = context.header("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private static void write(Context context, Asset asset) {
        context.disableCompression()
                .header("Cache-Control", asset.cacheControl())
                .header("ETag", asset.etag())
                .header("Vary", "Accept-Encoding");
        if (asset.etag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        String accepted = context.header("Accept-Encoding");
        byte[] gzip = asset.gzip();
        byte[] brotli = asset.brotli();
        context.contentType(asset.type());
        if (brotli != null && accepts(accepted, "br")) {
            context.header("Content-Encoding", "br").result(brotli);
        } else if (gzip != null && accepts(accepted, "gzip")) {
            context.header("Content-Encoding", "gzip").result(gzip);
        } else {
            context.result(asset.bytes());
        }
    }

    private static boolean accepts(@Nullable String header, String encoding) {
        return header != null
                && Pattern.compile("(?:^|[ ,])" + encoding + "(?:$|[ ,]|;q=(?!0(?:\\.0*)?(?:$|[ ,])))")
                        .matcher(header)
                        .find();
    }

    private @Nullable Asset asset(String path) {
        Asset known = assets.get(path);
        if (known != null || !SAFE.matcher(path).matches()) {
            return known;
        }
        byte[] bytes = read(path);
        if (bytes == null) {
            return null;
        }
        String type = TYPES.getOrDefault(extension(path), "application/octet-stream");
        boolean text = !type.startsWith("image/p") && !type.startsWith("font/");
        CRC32 crc = new CRC32();
        crc.update(bytes);
        Asset asset = new Asset(
                bytes,
                text && bytes.length >= MIN_COMPRESSED ? gzip(bytes) : null,
                read(path + ".br"),
                type,
                DIGEST.matcher(path).matches() ? FOREVER : ASK,
                '"' + Long.toHexString(crc.getValue()) + '-' + Integer.toHexString(bytes.length) + '"');
        assets.put(path, asset);
        return asset;
    }

    private byte @Nullable [] read(String path) {
        try (InputStream in = Dashboard.class.getResourceAsStream(root + "/" + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot + 1) : "";
    }

    private record Asset(
            byte[] bytes,
            byte @Nullable [] gzip,
            byte @Nullable [] brotli,
            String type,
            String cacheControl,
            String etag) {}
}
