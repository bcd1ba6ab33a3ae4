package io.tickvox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/** The versions of libraries that all modules together end up with go with each other. */
class ClassPathTest {
    @Test
    void theDatabasesArchiveCanBeRead() throws Exception {
        try (InputStream in = ClassPathTest.class.getResourceAsStream("/postgres-linux-x86_64.txz");
                TarArchiveInputStream archive = new TarArchiveInputStream(new XZInputStream(in))) {
            int entries = 0;
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                assertThat(entry.getLastModifiedTime()).isNotNull();
                entries++;
            }
            assertThat(entries).isGreaterThan(100);
        }
    }
}
