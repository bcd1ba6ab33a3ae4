package io.tickvox.sources.live;

import io.tickvox.sources.live.SourceOption.Kind;
import io.tickvox.sources.net.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes a source's credentials out of words: an API may repeat in its answer what it was asked. */
final class Mask {
    /** Shorter ones would be found in any words. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = secrets;
    }

    /** That of the credentials in {@code settings}, as they are and as addresses hold them. */
    static Mask of(SourceInfo info, SourceSettings settings) {
        return new Mask(info.options().stream()
                .filter(option -> option.kind() == Kind.SECRET)
                .flatMap(option -> settings.find(option.name()).stream())
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    /** {@code words} without credentials. */
    String hide(String words) {
        String hidden = words;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, Secret.MASK);
        }
        return hidden;
    }

    /** As {@link #hide}: what {@code failure} says, with its stack. */
    String hide(Throwable failure) {
        StringWriter words = new StringWriter();
        failure.printStackTrace(new PrintWriter(words));
        return hide(words.toString());
    }
}
