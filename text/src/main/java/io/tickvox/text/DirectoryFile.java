package io.tickvox.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The shipped directory's format: a line for each security, fields separated by tabs: symbol, name, exchange, sector, flags
 * (a sum, see {@link Entry}), names separated by {@code |}, those after {@code ~} ambiguous. An ambiguous listing's name
 * is repeated among them.
 */
final class DirectoryFile {
    static final String RESOURCE = "directory.tsv";

    private DirectoryFile() {}

    static List<Entry> readShipped() {
        return lines(RESOURCE).stream().map(DirectoryFile::parse).toList();
    }

    /** The lines of a resource of this package that are neither empty nor comments. */
    static List<String> lines(String resource) {
        try (InputStream in = DirectoryFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Cannot find resource '" + resource + "': the text module's jar is incomplete");
            }
            List<String> lines = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Entry parse(String line) {
        String[] fields = line.split("\t", -1);
        List<String> aliases = new ArrayList<>();
        List<String> ambiguous = new ArrayList<>();
        for (String name : fields[5].split("\\|")) {
            if (name.startsWith("~")) {
                ambiguous.add(name.substring(1));
            } else if (!name.isEmpty()) {
                aliases.add(name);
            }
        }
        Listing listing = new Listing(fields[0], fields[1], fields[2], fields[3].isEmpty() ? null : fields[3], aliases);
        return new Entry(listing, Integer.parseInt(fields[4]), ambiguous);
    }

    static String format(Entry entry) {
        Listing listing = entry.listing();
        List<String> names = new ArrayList<>(listing.aliases());
        entry.ambiguous().forEach(name -> names.add("~" + name));
        String sector = listing.sector();
        return String.join(
                "\t",
                listing.symbol(),
                listing.name(),
                listing.exchange(),
                sector == null ? "" : sector,
                Integer.toString(entry.flags()),
                String.join("|", names));
    }
}
