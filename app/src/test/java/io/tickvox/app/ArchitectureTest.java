package io.tickvox.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house, held against the classes of all modules. */
class ArchitectureTest {
    /** Modules in the data's order: each may use those before it. */
    private static final List<String> MODULES =
            List.of("model", "text", "sources", "store", "pipeline", "research", "server", "app");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tickvox");

    @TestFactory
    List<DynamicTest> aModuleUsesOnlyThoseBeforeIt() {
        return MODULES.stream()
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    String[] later = MODULES.subList(MODULES.indexOf(module) + 1, MODULES.size()).stream()
                            .map(name -> "io.tickvox." + name + "..")
                            .toArray(String[]::new);
                    assertThat(CLASSES.stream().anyMatch(resideInAPackage("io.tickvox." + module + "..")))
                            .isTrue();
                    if (later.length > 0) {
                        noClasses()
                                .that(resideInAPackage("io.tickvox." + module + ".."))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(later))
                                .check(CLASSES);
                    }
                }))
                .toList();
    }

    @Test
    void onlyJackson3IsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind.."))
                .check(CLASSES);
    }

    @Test
    void flinkStaysInThePipelineAndTheRuntime() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage("io.tickvox.pipeline..", "io.tickvox.app.runtime..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.flink.."))
                .check(CLASSES);
    }

    @Test
    void theKafkaBrokerStaysInTheRuntime() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage("io.tickvox.app.runtime..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "kafka..",
                        "org.apache.kafka.server..",
                        "org.apache.kafka.metadata..",
                        "org.apache.kafka.raft.."))
                .check(CLASSES);
    }

    @Test
    void theRuntimeKnowsNothingOfTheCommandLine() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.tickvox.app.runtime..", "io.tickvox.app.config..", "io.tickvox.app.logging.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.tickvox.app.cli.."))
                .check(CLASSES);
    }

    @Test
    void nobodyWritesToTheStandardStreams() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    }

    @Test
    void theTimeIsGivenNotTaken() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            JavaPackage home = type.getPackage();
            if (home.getName().startsWith("io.tickvox") && !home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }
}
