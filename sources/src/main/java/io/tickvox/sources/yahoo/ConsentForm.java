package io.tickvox.sources.yahoo;

import io.tickvox.sources.net.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page by which Yahoo asks visitors from Europe for their consent to cookies, before it gives any.
 *
 * @param action where the form goes
 * @param fields what it sends
 */
record ConsentForm(URI action, Map<String, String> fields) {
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>");
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)\\s*=\\s*\"([^\"]*)\"");
    private static final String TOKEN = "csrfToken";

    /** The form of {@code page}; empty if it has none. */
    static Optional<ConsentForm> of(Answer page) {
        if (!page.isPage() || !page.text().contains(TOKEN)) {
            return Optional.empty();
        }
        String text = page.text();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher input = INPUT.matcher(text); input.find(); ) {
            Map<String, String> attributes = attributes(input.group());
            if ("hidden".equals(attributes.get("type")) && attributes.containsKey("name")) {
                fields.put(attributes.get("name"), attributes.getOrDefault("value", ""));
            }
        }
        if (!fields.containsKey(TOKEN)) {
            return Optional.empty();
        }
        fields.put("agree", "agree");
        Matcher form = FORM.matcher(text);
        String action = form.find() ? attributes(form.group()).getOrDefault("action", "") : "";
        try {
            return Optional.of(
                    new ConsentForm(action.isEmpty() ? page.uri() : page.uri().resolve(action), fields));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Matcher attribute = ATTRIBUTE.matcher(tag); attribute.find(); ) {
            attributes.put(attribute.group(1), attribute.group(2).replace("&amp;", "&"));
        }
        return attributes;
    }

    /** The fields as a form's body. */
    String body() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
