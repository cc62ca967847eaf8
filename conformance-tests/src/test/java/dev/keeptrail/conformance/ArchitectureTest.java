package dev.keeptrail.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which way the arrows point, and where each outside library may be touched. */
final class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.keeptrail");

  @TestFactory
  Stream<DynamicTest> arrows() {
    return Stream.of(
        knowsNothingOf("language", "detectors", "engine", "ledger", "repl", "gateway", "cli"),
        knowsNothingOf("detectors", "language", "engine", "ledger", "repl", "gateway", "cli"),
        knowsNothingOf("engine", "ledger", "repl", "gateway", "cli"),
        knowsNothingOf(
            "ledger", "language", "detectors", "engine", "repl", "gateway", "cli", "postgresql"),
        knowsNothingOf("postgresql", "language", "detectors", "engine", "repl", "gateway", "cli"),
        knowsNothingOf("webhooks", "language", "detectors", "engine", "repl", "gateway", "cli"),
        knowsNothingOf(
            "kafka", "language", "detectors", "engine", "repl", "gateway", "cli", "webhooks"),
        knowsNothingOf("repl", "gateway", "cli", "webhooks", "kafka"),
        knowsNothingOf("gateway", "repl", "cli", "webhooks", "kafka"));
  }

  @TestFactory
  Stream<DynamicTest> partsOfTheEngine() {
    return Stream.of(
        // Linting a pack loads the kinds, and must not pay for an engine.
        knowsNothingOf("engine.kind", "engine.drools", "engine.reference", "engine.chain"),
        knowsNothingOf("engine.reference", "engine.drools"),
        knowsNothingOf("engine.drools", "engine.reference"));
  }

  @TestFactory
  Stream<DynamicTest> libraries() {
    return Stream.of(
        onlyIn("language.parse", "org.antlr.v4.."),
        onlyIn("language.yaml", "tools.jackson.dataformat.yaml..", "org.snakeyaml.engine.."),
        onlyIn("engine.drools", "org.drools..", "org.kie.."),
        onlyIn("gateway.http", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."),
        onlyIn("gateway.limits", "io.github.bucket4j.."),
        onlyIn("gateway.telemetry", "io.micrometer..", "io.opentelemetry.."),
        onlyIn("gateway.tokens", "com.knuddels.."),
        onlyIn(List.of("cli", "spark", "repl.options"), "picocli.."),
        onlyIn("cli.lsp", "org.eclipse.lsp4j..", "com.google.gson.."),
        onlyIn("repl.input", "dev.hardwood.."),
        onlyIn("repl.terminal", "org.jline.."),
        onlyIn("kafka", "org.apache.kafka.."),
        onlyIn("postgresql", "org.postgresql..", "org.flywaydb.."),
        onlyIn(List.of("ledger.store", "webhooks"), "org.sqlite.."),
        onlyIn(List.of("ledger.store", "webhooks", "postgresql"), "java.sql.."));
  }

  @Test
  void classesAreFinalOrSealedOrInterfaces() {
    DescribedPredicate<JavaClass> open =
        DescribedPredicate.describe(
            "plain classes that anyone may extend",
            type ->
                !type.isInterface()
                    && !type.isEnum()
                    && !type.isRecord()
                    && !type.getModifiers().contains(JavaModifier.FINAL)
                    && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                    && !type.isAnonymousClass()
                    && !isGenerated(type)
                    && !type.reflect().isSealed());
    noClasses().should(new Be(open)).check(HOUSE);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .check(HOUSE);
  }

  @TestFactory
  Stream<DynamicTest> packagesDoNotGoInCircles() {
    return Stream.concat(
        // What all parts of these share is in the module's own package, above them and below.
        Stream.of("detectors", "engine", "ledger")
            .map(module -> withoutCircles(module, "dev.keeptrail." + module + ".(*)..")),
        Stream.of("language", "repl", "gateway", "cli", "webhooks", "kafka", "postgresql")
            .map(module -> withoutCircles(module, "dev.keeptrail.(**)")));
  }

  @Test
  void userPatternsNeverRunOnABacktrackingEngine() {
    classes()
        .that()
        .resideInAnyPackage("dev.keeptrail.detectors..", "dev.keeptrail.engine..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are not java.util.regex",
                type -> !type.getPackageName().startsWith("java.util.regex")))
        .check(HOUSE);
  }

  /** Lexer, parser and their contexts, which ANTLR writes. */
  private static boolean isGenerated(JavaClass type) {
    return type.getAllRawSuperclasses().stream()
        .anyMatch(ancestor -> ancestor.getPackageName().startsWith("org.antlr"));
  }

  private static DynamicTest knowsNothingOf(String module, String... others) {
    String[] packages =
        Stream.of(others).map(other -> "dev.keeptrail." + other + "..").toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.keeptrail." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages);
    return DynamicTest.dynamicTest(
        module + " knows nothing of " + String.join(", ", others), () -> rule.check(HOUSE));
  }

  private static DynamicTest withoutCircles(String module, String slices) {
    ArchRule rule = slices().matching(slices).should().beFreeOfCycles();
    DescribedPredicate<JavaClass> own =
        JavaClass.Predicates.resideInAPackage("dev.keeptrail." + module + "..");
    return DynamicTest.dynamicTest(
        "packages of " + module + " do not go in circles", () -> rule.check(HOUSE.that(own)));
  }

  private static DynamicTest onlyIn(String home, String... libraries) {
    return onlyIn(List.of(home), libraries);
  }

  private static DynamicTest onlyIn(List<String> homes, String... libraries) {
    String[] packages =
        homes.stream().map(home -> "dev.keeptrail." + home + "..").toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(packages)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries);
    return DynamicTest.dynamicTest(
        String.join(", ", libraries) + " only in " + String.join(", ", homes),
        () -> rule.check(HOUSE));
  }
}
