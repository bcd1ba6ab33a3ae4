package io.tickvox.sources.live;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what a source lacks and where to get it. */
final class Missing {
    private Missing() {}

    static String words(SourceInfo info, List<SourceOption> missing) {
        String variables = missing.stream()
                .map(option -> "TICKVOX_SOURCES_" + upper(info.name()) + "_" + upper(option.name()))
                .collect(Collectors.joining(" and "));
        boolean isKey = missing.stream().anyMatch(option -> option.kind() == SourceOption.Kind.SECRET);
        return (isKey ? "no key: set " : "not set up: set ") + variables + ". " + info.howToGetKey();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
