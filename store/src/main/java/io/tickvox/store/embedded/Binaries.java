package io.tickvox.store.embedded;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
    private static final Logger log = LoggerFactory.getLogger(Binaries.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The programs for this machine, unpacked at the first call of this user into a cache folder. */
    static Binaries unpacked() {
        String resource = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        URL archive = resource == null ? null : Binaries.class.getResource(resource);
        if (archive == null) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE,
                    "Cannot start the embedded PostgreSQL on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch")
                            + ": there are binaries for Linux on x86-64 and 64-bit ARM. Set postgres.url to a PostgreSQL"
                            + " server (15 or later) of your own");
        }
        try {
            return new Binaries(unpack(archive, cacheFolders()));
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot unpack the PostgreSQL binaries: " + e.getMessage(), e);
        }
    }

    /** The archive's name for an operating system and processor as Java names them; null if there is none. */
    static @Nullable String resource(String os, String arch) {
        if (!os.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return null;
        }
        return switch (arch) {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64" -> "/postgres-linux-arm_64.txz";
            default -> null;
        };
    }

    /** Unpacks into the first of {@code folders} that can be written, unless one of them holds the archive's content. */
    static Path unpack(URL archive, List<Path> folders) throws IOException {
        URLConnection connection = archive.openConnection();
        long stamp = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        String name = "postgresql-" + Long.toHexString(stamp);
        for (Path folder : folders) {
            if (Files.isDirectory(folder.resolve(name)) && isOurs(folder)) {
                return folder.resolve(name);
            }
        }
        List<IOException> failures = new ArrayList<>();
        for (Path folder : folders) {
            try {
                Files.createDirectories(folder);
                if (!isOurs(folder)) {
                    throw new IOException(folder + " belongs to another user");
                }
                if (Account.isRoot()) {
                    Files.setPosixFilePermissions(folder, FOLDER);
                }
                return unpack(archive, folder, name);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        IOException all = new IOException("no folder of " + folders + " can be written: " + failures.get(0));
        failures.forEach(all::addSuppressed);
        throw all;
    }

    private static Path unpack(URL archive, Path folder, String name) throws IOException {
        log.info("Unpacking PostgreSQL to {}", folder.resolve(name));
        Path fresh = Files.createTempDirectory(folder, name + ".");
        try {
            try (InputStream raw = archive.openStream();
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, fresh);
                }
            }
            Files.setPosixFilePermissions(fresh, FOLDER);
            try {
                return Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (Files.isDirectory(folder.resolve(name))) {
                    return folder.resolve(name);
                }
                throw e;
            }
        } finally {
            delete(fresh);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("entry '" + entry.getName() + "' leaves the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, FOLDER);
            return;
        }
        if (target.toString().endsWith(".a")) {
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, executable ? FOLDER : PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Root's cache is where the user that the server runs as can reach it. */
    private static List<Path> cacheFolders() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "tickvox-" + System.getProperty("user.name"));
        if (Account.isRoot()) {
            return List.of(Path.of("/var/cache/tickvox"), temporary);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path cache =
                xdg != null && xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return List.of(cache.resolve("tickvox"), temporary);
    }

    /** Whether nobody but this user, or root, can have put the programs there that we are about to run. */
    private static boolean isOurs(Path folder) throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid");
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return (owner.equals(0) || owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")))
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
