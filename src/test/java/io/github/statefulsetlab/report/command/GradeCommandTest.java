package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.run.CoreBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

@DisplayName("./lab grade runs what ./mvnw verify runs")
class GradeCommandTest {

  private static final Path SUITE =
      Path.of("src/test/java/io/github/statefulsetlab/behaviours").toAbsolutePath();

  @Test
  void everyClassOfTheSuiteWithoutATag() throws IOException {
    try (Stream<Path> files = Files.walk(SUITE)) {
      List<String> classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("IT.java"))
              .map(name -> name.replace(".java", ""))
              .toList();

      assertThat(classesOf("")).containsExactlyInAnyOrderElementsOf(classes);
    }
  }

  @Test
  void theCorePromisesWithTheTagThatThePomNames() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<lab.promises>%s</lab.promises>".formatted(CoreBehaviour.TAG));
    assertThat(classesOf(CoreBehaviour.TAG))
        .contains("ClaimsIT")
        .doesNotContain("RetentionIT")
        .isSubsetOf(classesOf(""));
  }

  @Test
  void withTheDefaultsThatFailsafeReads() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<systemPropertiesFile>${project.build.testOutputDirectory}/launcher/suite");
    Properties given = new Properties();
    given.setProperty("lab.version", "of mine");
    Properties defaults = new Properties();
    defaults.setProperty("lab.version", "0.1.0");
    defaults.setProperty("allure.results.directory", "target/allure-results");

    GradeCommand.addTo(given, defaults);

    assertThat(given)
        .containsEntry("lab.version", "of mine")
        .containsEntry("allure.results.directory", "target/allure-results");
  }

  /** In some languages a number has other digits, which no pod's name has. */
  @Test
  void andTellsOfItsOwnReportsOnly(@TempDir Path reports) throws IOException {
    Path grade = Files.writeString(reports.resolve("grade.json"), "{}");
    Instant written = Files.getLastModifiedTime(grade).toInstant();

    assertThat(GradeCommand.isSince(written, grade)).isTrue();
    assertThat(GradeCommand.isSince(written.plusSeconds(1), grade)).as("of a run before").isFalse();
    assertThat(GradeCommand.isSince(written, reports.resolve("none"))).isFalse();
  }

  @Test
  void withDigitsThatKubernetesReads() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .containsPattern("<lab.jvm>.*-Duser.language=en -Duser.language.format=en.*</lab.jvm>")
        .contains("<argLine>${lab.jvm}</argLine>");
    assertThat(Files.readString(Path.of("src/test/launcher/suite.jvm"))).contains("${lab.jvm}");
    assertThat("web-%d".formatted(0)).isEqualTo("web-0");
  }

  private static Set<String> classesOf(String tag) {
    TestPlan plan = plan(tag);
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .flatMap(test -> test.getSource().stream())
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getJavaClass().getSimpleName())
        .collect(Collectors.toSet());
  }

  /** Nothing is executed, and nobody hears of it. */
  private static TestPlan plan(String tag) {
    LauncherConfig unheard =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();
    return LauncherFactory.create(unheard).discover(GradeCommand.request(tag));
  }
}
