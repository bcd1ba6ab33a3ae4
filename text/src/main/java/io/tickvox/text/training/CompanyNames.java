package io.tickvox.text.training;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** From the names that exchanges publish to those that people write. */
final class CompanyNames {
    private static final List<String> SECURITY_KINDS = List.of(
            " Common Stock",
            " Common Share",
            " Class A ",
            " Class B ",
            " Class C ",
            " Ordinary Share",
            " American Depositary",
            " Depositary",
            " Units",
            " Unit",
            " Warrant",
            " Rights",
            " Right",
            " Preferred",
            " Notes",
            " Subordinate",
            " Registered",
            " New York Registry",
            " Series ",
            " - ",
            " ADS",
            " ADR");
    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "co",
            "company",
            "companies",
            "ltd",
            "limited",
            "plc",
            "sa",
            "nv",
            "ag",
            "se",
            "lp",
            "llc",
            "spa",
            "as",
            "asa",
            "ab",
            "oyj",
            "holdings",
            "holding",
            "group",
            "trust",
            "the",
            "de",
            "bhd",
            "com",
            "adr",
            "new");

    private CompanyNames() {}

    /** The company's name without what tells the kind of security. */
    static String ofSecurity(String securityName) {
        String padded =
                securityName.replace("(The)", "").replaceAll("\\s+", " ").strip() + " ";
        int end = padded.length();
        for (String kind : SECURITY_KINDS) {
            int at = padded.indexOf(kind);
            if (at > 0) {
                end = Math.min(end, at);
            }
        }
        return stripPunctuation(padded.substring(0, end));
    }

    /** The name without its legal form: {@code Apple} for {@code Apple Inc.}; the name itself if nothing would be left. */
    static String shortened(String name) {
        String current = stripPunctuation(name.replaceAll("\\(.*?\\)", " ").replaceAll("\\s+", " "));
        if (current.toLowerCase(Locale.ROOT).startsWith("the ")) {
            current = current.substring(4);
        }
        while (true) {
            int space = Math.max(current.lastIndexOf(' '), current.endsWith(".com") ? current.length() - 4 : -1);
            if (space <= 0) {
                return current;
            }
            String last =
                    current.substring(space + 1).replaceAll("[^A-Za-z&]", "").toLowerCase(Locale.ROOT);
            if (!LEGAL_FORMS.contains(last) && !last.equals("&")) {
                return current;
            }
            current = stripPunctuation(current.substring(0, space));
        }
    }

    private static String stripPunctuation(String name) {
        int end = name.length();
        while (end > 0 && " ,-&/".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end).strip();
    }
}
