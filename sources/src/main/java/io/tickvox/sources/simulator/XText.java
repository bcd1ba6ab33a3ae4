package io.tickvox.sources.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A post's text as X sends it: {@code & < >} escaped, the link shortened, and where in it, in code points, cashtags, names
 * and links stand.
 */
record XText(
        String text,
        List<Entity> cashtags,
        List<Entity> names,
        @Nullable Entity url) {
    private static final Pattern CASHTAG = Pattern.compile("(?<![A-Za-z0-9$])\\$([A-Za-z]{1,6})(?![A-Za-z0-9_])");
    private static final Pattern NAME = Pattern.compile("@(\\w{1,15})");

    /** @param start in code points of the escaped text; {@code end} is exclusive */
    record Entity(String value, int start, int end) {}

    static XText of(String prefix, SimulatedPost post) {
        String text = prefix + escape(post.text());
        Entity url = null;
        String link = post.link();
        if (link != null) {
            String shortened = "https://t.co/" + link.substring(link.lastIndexOf('/') + 1);
            int start = text.codePointCount(0, text.length()) + 1;
            url = new Entity(shortened, start, start + shortened.length());
            text = text + " " + shortened;
        }
        return new XText(text, find(CASHTAG, text), find(NAME, text), url);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static List<Entity> find(Pattern pattern, String text) {
        List<Entity> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(new Entity(
                    matcher.group(1), text.codePointCount(0, matcher.start()), text.codePointCount(0, matcher.end())));
        }
        return found;
    }
}
