package io.tickvox.store.embedded;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's user that the server runs as: whoever runs this JVM, unless that is root, which PostgreSQL
 * refuses; then the owner of the folder, else {@code postgres} where there is such a user, else {@code nobody}.
 *
 * <p>As root, the cluster's folder is handed to that user, but no folder above it is opened: the server is started inside
 * its folder and names it {@code /proc/self/cwd}, so it need not be able to walk there, not even through {@code /root}.
 *
 * @param uid the user to drop to; null to stay who we are
 * @param gid the user's group; null with {@code uid}
 * @param name the user's name
 */
record Account(@Nullable Integer uid, @Nullable Integer gid, String name) {
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final List<Path> PATH =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    /** The account for a cluster in {@code folder}: as root, the folder's owner unless that is root too. */
    static Account forFolder(Path folder) throws IOException {
        String name = System.getProperty("user.name", "");
        if (!isRoot()) {
            return new Account(null, null, name);
        }
        Object owner = Files.getAttribute(folder, "unix:uid");
        List<Account> known = known();
        Account found = known.stream()
                .filter(account -> !owner.equals(0) && owner.equals(account.uid))
                .findFirst()
                .or(() -> named(known, "postgres"))
                .or(() -> named(known, "nobody"))
                .orElse(null);
        if (found == null || tool("setpriv") == null) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE,
                    "Cannot start PostgreSQL as root: it needs "
                            + (found == null ? "a user 'postgres' or 'nobody' in " + PASSWD : "the command 'setpriv'")
                            + " to run as another user. Run Tickvox as an ordinary user, or set postgres.url to a"
                            + " server of your own");
        }
        return found;
    }

    /** Whether the server runs as another user than this JVM. */
    boolean isOther() {
        return uid != null;
    }

    /** How the server names the folder {@code cluster} that it is started in. */
    String nameOf(Path cluster) {
        return isOther() ? "/proc/self/cwd" : cluster.toString();
    }

    /**
     * {@code command} run as this account. With {@code ownSession} in a session of its own, so that a Ctrl-C at the
     * terminal reaches this JVM alone, which then stops the server in its turn.
     */
    List<String> command(boolean ownSession, List<String> command) {
        List<String> all = new ArrayList<>();
        Path setsid = ownSession ? tool("setsid") : null;
        if (setsid != null) {
            all.add(setsid.toString());
        }
        if (isOther()) {
            all.addAll(List.of(
                    String.valueOf(tool("setpriv")),
                    "--reuid=" + uid,
                    "--regid=" + gid,
                    "--clear-groups",
                    "--inh-caps=-all",
                    "--"));
        }
        all.addAll(command);
        return all;
    }

    /** Makes this account the owner of {@code tree} and all in it, if it is not yet. */
    void own(Path tree) {
        Integer wanted = uid;
        if (wanted == null || !Files.exists(tree)) {
            return;
        }
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    return give(folder, wanted);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    return give(file, wanted);
                }
            });
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE,
                    "Cannot hand " + tree + " to user '" + name
                            + "', as whom PostgreSQL must run because root may not: " + e
                            + ". Choose a --data-dir on a file system that allows it, or run as an ordinary user",
                    e);
        }
    }

    private FileVisitResult give(Path path, int wanted) throws IOException {
        if ((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) != wanted) {
            Files.setAttribute(path, "unix:uid", wanted, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
        return FileVisitResult.CONTINUE;
    }

    /** Whether this JVM runs as root. */
    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static Optional<Account> named(List<Account> accounts, String name) {
        return accounts.stream().filter(account -> account.name.equals(name)).findFirst();
    }

    private static List<Account> known() throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (String line : Files.readAllLines(PASSWD)) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3) {
                accounts.add(new Account(Integer.valueOf(fields[2]), Integer.valueOf(fields[3]), fields[0]));
            }
        }
        return accounts;
    }

    private static @Nullable Path tool(String name) {
        for (Path folder : PATH) {
            Path file = folder.resolve(name);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }
}
