package io.tickvox.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links by cashtag, by the source's tags, by company name and by bare symbol, in one pass over the text's tokens.
 *
 * <p>Cashtags are taken as X parses them; one with an unknown symbol is taken too, with less confidence, if it is in upper
 * case, since history holds symbols that no list has. Names and bare symbols that are also words need evidence beside them.
 */
public final class StandardLinker implements Linker {
    /** Banks and brokers whose analysts speak of other companies. */
    static final Set<String> BROKERS = Set.of(
            "GS", "MS", "BAC", "C", "JPM", "UBS", "BCS", "DB", "CS", "RBC", "RY", "BMO", "NMR", "JEF", "WFC", "HSBC",
            "MCO", "SF", "PIPR", "OPY", "EVR", "MORN", "BNS", "TD", "RJF");

    /** Each thread's, for the directory that it last linked by. */
    private static final ThreadLocal<@Nullable LinkerPass> OWN = new ThreadLocal<>();

    private final SymbolDirectory directory;

    public StandardLinker(SymbolDirectory directory) {
        this.directory = directory;
    }

    /** A linker over the shipped directory. */
    public static StandardLinker shipped() {
        return new StandardLinker(SymbolDirectory.shipped());
    }

    @Override
    public List<Link> link(Document document) {
        LinkerPass pass = OWN.get();
        if (pass == null || !pass.isFor(directory)) {
            pass = new LinkerPass(directory);
            OWN.set(pass);
        }
        return pass.link(document, Tokens.of(document.text()));
    }
}
