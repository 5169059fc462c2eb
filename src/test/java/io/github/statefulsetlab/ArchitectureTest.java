package io.github.statefulsetlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("The architecture")
class ArchitectureTest {

  private static final String ROOT = "io.github.statefulsetlab";

  /** From the bottom to the top. */
  private static final List<String> LAYERS =
      List.of(
          "support",
          "kube",
          "kube.timeline",
          "cluster",
          "cluster.image",
          "chart",
          "chart.intake",
          "chart.policy",
          "chart.helm",
          "submission",
          "sandbox",
          "discovery",
          "installation",
          "lab.context",
          "lab.remedy",
          "lab.patch",
          "lab.dns",
          "lab.rendering",
          "lab.pod",
          "lab",
          "run",
          "grading",
          "report",
          "behaviours");

  private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);

  private static final JavaClasses APP =
      new ClassFileImporter()
          .withImportOption(ArchitectureTest::isMainCode)
          .importPackages(ROOT + ".counter");

  private static boolean isMainCode(Location location) {
    return !location.contains("test-classes");
  }

  /** A unit test may render a chart to have something to check. */
  private static final DescribedPredicate<JavaClass> UNIT_TESTS =
      DescribedPredicate.describe(
          "are unit tests",
          (JavaClass c) -> c.getFullName().replaceFirst("\\$.*", "").endsWith("Test"));

  private static final int MOST_COLLABORATORS = 20;
  private static final int MOST_LINES = 400;

  private static final JavaClasses WITHOUT_UNIT_TESTS =
      ALL.that(DescribedPredicate.not(UNIT_TESTS));

  private static final ClassGraph GRAPH = ClassGraph.of(ALL);

  /** A package with those inside it that are not layers themselves. */
  private static String only(String layer) {
    return LAYERS.stream().anyMatch(inside -> inside.startsWith(layer + "."))
        ? ROOT + "." + layer
        : in(layer);
  }

  private static String in(String layer) {
    return ROOT + "." + layer + "..";
  }

  @ParameterizedTest(name = "{0} uses only packages below it")
  @FieldSource("LAYERS")
  void layersUseOnlyWhatIsBelowThem(String layer) {
    String[] above =
        Stream.concat(
                LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()).stream(),
                Stream.of("bench", "selftest"))
            .map(ArchitectureTest::only)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(only(layer))
        .and(DescribedPredicate.not(UNIT_TESTS))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .check(ALL);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(WITHOUT_UNIT_TESTS);
  }

  /** What one class depends on has to fit into one head. */
  @Test
  void noClassHasMoreThan20Collaborators() {
    assertThat(
            WITHOUT_UNIT_TESTS.stream()
                .map(ClassGraph::topLevel)
                .distinct()
                .map(
                    type ->
                        "%s: %s".formatted(type, GRAPH.collaborators(type)).replace(ROOT + ".", ""))
                .filter(line -> line.split(",").length > MOST_COLLABORATORS))
        .as("classes with more than %d collaborators", MOST_COLLABORATORS)
        .isEmpty();
  }

  @Test
  void classesOfAPackageAreFreeOfCycles() {
    assertThat(ClassGraph.of(WITHOUT_UNIT_TESTS).knots()).isEmpty();
  }

  /** «Expected it to be so, but it is not» tells nobody what was seen. */
  @Test
  void noPromiseAssertsABareBoolean() throws IOException {
    List<String> bare = new ArrayList<>();
    for (String family : List.of("behaviours", "lab", "installation")) {
      try (Stream<Path> files =
          Files.walk(Path.of("src/test/java/io/github/statefulsetlab", family))) {
        for (Path file : files.filter(f -> f.toString().matches(".*(?<!Test)\\.java")).toList()) {
          if (Files.readString(file).matches("(?s).*\\.is(True|False)\\(\\).*")) {
            bare.add(file.toString());
          }
        }
      }
    }
    assertThat(bare).as("files that assert a bare boolean").isEmpty();
  }

  @Test
  void noFileHasMoreThan400Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path root : List.of(Path.of("src/test/java"), Path.of("app/src/main/java"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          if (lines > MOST_LINES) {
            tooLong.add("%s: %d lines".formatted(file, lines));
          }
        }
      }
    }
    assertThat(tooLong).as("files with more than %d lines", MOST_LINES).isEmpty();
  }

  @Test
  void whatKubernetesObjectsMeanIsSaidWithTheirModelAlone() {
    noClasses()
        .that()
        .resideInAPackage(in("kube"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.testcontainers..", "com.github.dockerjava..", "com.marcnuri..", in("counter")))
        .check(ALL);
  }

  /** Beside its words, a behaviour has its submission, and passes on patches that it is given. */
  @Test
  void behavioursSeeOnlyTheLabWhatObjectsMeanAndAnnotations() {
    noClasses()
        .that()
        .resideInAPackage(in("behaviours"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(in("behaviours"), in("lab"), in("kube"))))
                .and(DescribedPredicate.describe("is not an annotation", c -> !c.isAnnotation()))
                .and(
                    DescribedPredicate.not(
                        belongToAnyOf(
                            LabUse.class,
                            Submission.class,
                            AppContract.class,
                            Asked.class,
                            Patch.class))))
        .orShould()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.testcontainers..",
                    "com.github.dockerjava..",
                    "com.marcnuri..",
                    "io.qameta..")
                .or(type(LabContext.class)))
        .because("a behaviour says what is promised; lab and kube have the words for it")
        .check(ALL);
  }

  /** Several behaviours read the shared one while others still wait for it. */
  @Test
  void anInstallationDoesNotChange() {
    fields().that().areDeclaredIn(Installation.class).should().beFinal().check(ALL);
  }

  /** Self-tests break promises of their own to see what the harness makes of it. */
  @Test
  void promisesAreCheckedInBehaviours() {
    methods()
        .that()
        .areAnnotatedWith(Behaviour.class)
        .or()
        .areAnnotatedWith(CoreBehaviour.class)
        .should()
        .beDeclaredInClassesThat()
        .resideInAnyPackage(in("behaviours"), in("selftest"))
        .check(ALL);
  }

  /** So that {@code pod.isReady()} asks, and what does something has a verb. */
  @Test
  void whatIsCalledLikeAQuestionAnswersIt() {
    methods()
        .that()
        .haveNameMatching("(is|has)[A-Z].*")
        .and()
        .areDeclaredInClassesThat(
            DescribedPredicate.describe(
                "are neither tests nor assertions",
                type -> !ClassGraph.topLevel(type).matches(".*(IT|Assert)")))
        .should()
        .haveRawReturnType(boolean.class)
        .check(WITHOUT_UNIT_TESTS);
  }

  /** Only the app does, while it drains: that is a length of time and no wait for anything. */
  @Test
  void nobodySleeps() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".counter.CounterApp")
        .should()
        .callMethodWhere(
            owned(type(Thread.class).or(type(TimeUnit.class)))
                .and(DescribedPredicate.describe("sleeps", c -> c.getName().equals("sleep"))))
        .because("what is waited for has a name: await it")
        .check(ALL);
  }

  private static DescribedPredicate<JavaAccess<?>> owned(
      DescribedPredicate<? super JavaClass> type) {
    return DescribedPredicate.describe(
        type.getDescription(), access -> type.test(access.getTargetOwner()));
  }

  /**
   * The console belongs to {@code report}, which neutralises what submissions say. The app writes
   * its own log, {@code bench} has commands of its own, and {@code selftest} has processes that
   * talk to the test that started them.
   */
  @Test
  void onlyTheReportWritesToTheConsole() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage(in("report"), in("counter"), in("bench"), in("selftest"))))
        .should()
        .accessFieldWhere(
            owned(type(System.class))
                .and(
                    DescribedPredicate.describe(
                        "is standard output or error",
                        access -> List.of("out", "err").contains(access.getName()))))
        .check(ALL);
  }

  @Test
  void theAppIsMadeOfTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "com.sun.net.httpserver..", in("counter")))
        .because("its image has no place for more")
        .check(APP);
  }

  /** The app and its benchmarks are left out: they are made of the JDK alone. */
  @Test
  void everyPackageOfTheHarnessIsNullMarked() {
    assertThat(ALL.getPackage(ROOT).getSubpackagesInTree())
        .filteredOn(p -> !p.getClasses().isEmpty())
        .filteredOn(p -> !List.of("counter", "bench").contains(p.getRelativeName()))
        .allSatisfy(
            (JavaPackage p) ->
                assertThat(p.isAnnotatedWith(NullMarked.class))
                    .as("package-info.java of %s", p.getName())
                    .isTrue());
  }
}
