package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.RestoreSystemProperties;

@RestoreSystemProperties
@DisplayName("The settings of a run")
class SettingsTest {

  @TempDir Path folder;

  @BeforeEach
  void withNone() {
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("lab."))
        .forEach(System::clearProperty);
  }

  private static Settings settings(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      System.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.fromSystemProperties();
  }

  private static void refused(Settings settings, String... saying) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> SubmissionCatalog.selected(settings))
        .withMessageContainingAll(saying);
  }

  @Test
  void askForBothProfilesOnANewClusterByDefault() {
    Settings settings = settings();

    assertThat(settings.usesExistingCluster()).isFalse();
    assertThat(settings.keep()).isFalse();
    assertThat(settings.chart()).isEmpty();
    assertThat(SubmissionCatalog.selected(settings))
        .extracting(Submission::id, s -> s.expectedPolicy().orElseThrow())
        .containsExactly(tuple("moscow-time", "OrderedReady"), tuple("python-app", "Parallel"));
  }

  @Test
  void areReadFromSystemProperties() {
    Settings settings =
        settings(
            "lab.cluster", "kubeconfig",
            "lab.kubeconfig", "/some/config",
            "lab.profile", " python-app, ",
            "lab.seed", "42",
            "lab.keep", "true",
            "lab.time-limit", "5",
            "lab.image", " ");

    assertThat(settings.usesExistingCluster()).isTrue();
    assertThat(settings.kubeConfig()).isEqualTo(Path.of("/some/config"));
    assertThat(settings.seed()).isEqualTo(42);
    assertThat(settings.keep()).isTrue();
    assertThat(settings.timeLimit()).hasMinutes(5);
    assertThat(settings.image()).isEmpty();
    assertThat(SubmissionCatalog.selected(settings))
        .extracting(Submission::id)
        .containsExactly("python-app");
  }

  @Test
  void drawsASeedThatIsShortEnoughToBeTyped() {
    assertThat(settings().seed()).isBetween(0L, 999_999L);
    assertThat(settings("lab.seed", "-8612345678901234567").seed())
        .isEqualTo(-8612345678901234567L);
  }

  @Test
  void areRefusedWhereTheyMeanNothing() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> settings("lab.cluster", "minikube"))
        .withMessageContainingAll("minikube", "k3s", "kubeconfig");
    System.clearProperty("lab.cluster");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> settings("lab.seed", "abc"))
        .withMessage("lab.seed is 'abc'. Use a whole number.");
  }

  @Test
  void nameAProfileThatThereIs() {
    refused(settings("lab.profile", "london-time"), "london-time", "moscow-time, python-app");
  }

  @Test
  void nameValuesFilesThatThereAre() {
    refused(settings("lab.values", folder + "/none.yaml"), "none.yaml", "can't be read");
  }

  @Test
  void nameValuesFilesThatAreFiles() throws Exception {
    refused(settings("lab.values", folder.toString()), "is a folder. Give a file in it.");

    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    refused(settings("lab.values", pipe.toString()), "is a pipe", "Write the values to a file");

    Path large = Files.write(folder.resolve("large.yaml"), new byte[(5 << 20) + 1]);
    refused(settings("lab.values", large.toString()), "large.yaml is larger than 5 MB");
  }

  @Test
  void knowACommaInAPathFromOneBetweenTwo() {
    assertThat(settings("lab.values", "a\\,b.yaml, c.yaml").values().files())
        .containsExactly(Path.of("a,b.yaml"), Path.of("c.yaml"));
    System.clearProperty("lab.values");
    assertThat(settings("lab.further-charts", "bonus=work\\, done/app,more=x").furtherCharts())
        .isEqualTo(Map.of("bonus", Path.of("work, done/app"), "more", Path.of("x")));
  }

  @Test
  void takeWhatIsSetAsItIs() {
    Settings settings = settings("lab.set", "a=1,b={x,y},c=d\\,e");

    assertThat(settings.values().set()).containsExactly("a=1,b={x,y},c=d\\,e");
    assertThat(SubmissionCatalog.selected(settings))
        .allSatisfy(s -> assertThat(s.values().set()).isEqualTo(settings.values().set()));
  }

  @Test
  void nameAChartOrAProfile() throws IOException {
    refused(settings("lab.chart", folder + "/none"), "There is no chart at");
    Files.writeString(folder.resolve("Chart.yaml"), "name: mine\nversion: 1.0.0\n");

    assertThat(SubmissionCatalog.selected(settings("lab.chart", folder.toString())))
        .singleElement()
        .satisfies(
            submission -> {
              assertThat(submission.id()).isEqualTo("mine");
              assertThat(submission.expectedPolicy()).isEmpty();
            });
    refused(settings("lab.profile", "moscow-time"), "not both");
  }
}
