package io.github.statefulsetlab.chart.intake;

import static io.github.statefulsetlab.chart.intake.GivenChart.YAML;
import static io.github.statefulsetlab.chart.intake.GivenChart.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.marcnuri.helm.Helm;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.policy.CustomKinds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is let in of an archive")
class ChartArchiveTest {

  private static final int MEGABYTE = 1 << 20;

  private final TarGz tar = new TarGz();

  @TempDir Path folder;
  private GivenChart given;
  private Path web;

  @BeforeEach
  void chart() throws IOException {
    given = GivenChart.in(folder);
    web = given.web();
  }

  @Test
  void isTheSameChartAsItsFolder() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add("web/values.yaml", "a: 1\n");
    tar.add("web/templates/it.yaml", "kind: ConfigMap\n");
    tar.add("._web", "what macOS leaves");
    Chart chart = given.admitted(archive());

    assertThat(chart.name()).isEqualTo("web");
    assertThat(chart.digest()).isEqualTo(given.admitted(web).digest());
  }

  @Test
  @ResourceLock("helm")
  void isTheSameChartWhenHelmPackagedIt() throws IOException {
    Files.writeString(
        web.resolve("Chart.yaml"), "# A chart\nversion: \"1.0.0\"\nname: web\napiVersion: v2\n");
    new Helm(web).packageIt().withDestination(folder).call();

    assertThat(given.admitted(folder.resolve("web-1.0.0.tgz")).digest())
        .isEqualTo(given.admitted(web).digest());
  }

  @Test
  void mayBeginWithADot() throws IOException {
    tar.add("./web/Chart.yaml", YAML);
    assertThat(files(given.admitted(archive()))).containsExactly("Chart.yaml");
  }

  @Test
  void holdsOneFolder() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add("other/Chart.yaml", YAML);
    given.assertRefused(archive(), "web.tgz is not a packaged chart", "one folder", "helm package");
  }

  @Test
  void holdsAFolderAndNotItsFiles() throws IOException {
    tar.add("Chart.yaml", YAML);
    given.assertRefused(archive(), "web.tgz is not a packaged chart");
  }

  @Test
  void holdsAChart() throws IOException {
    tar.add("web/values.yaml", "");
    given.assertRefused(archive(), "web.tgz is not a packaged chart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web/../../out", "../out", "web/templates/../../../out"})
  void pathsThatLeadOutAreRefused(String name) throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add(name, "x");
    given.assertRefused(archive(), name, "points outside the archive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/out", "//out", "C:/out"})
  void absolutePathsAreRefused(String name) throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add(name, "x");
    given.assertRefused(archive(), "has an absolute path");
  }

  @Test
  void backslashesAreRefused() throws IOException {
    tar.add("web\\..\\..\\out", "x");
    given.assertRefused(archive(), "has a backslash");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK
      })
  void linksAndDevicesAreRefused(byte type) throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.addOther("web/it", type);
    given.assertRefused(archive(), "web/it in", "a link or a device");
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add("web/Chart.yaml", YAML);
    given.assertRefused(archive(), "web/Chart.yaml in", "is there twice");
  }

  @Test
  void pathsThatNoFolderTakesAreRefused() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add("web/" + "a".repeat(400), "x");
    given.assertRefused(archive(), "web/aaa", "…", "its path is too long", "helm package");
  }

  @Test
  void filesInFilesAreRefused() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add("web/a", "x");
    tar.add("web/a/b", "x");
    given.assertRefused(archive(), "web/a/b in", "is a file in this archive");
  }

  @Test
  void isWhole() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    tar.add("web/values.yaml", "a: 1\n");
    byte[] whole = tar.packed();
    Path cut = folder.resolve("cut.tgz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    given.assertRefused(cut, "cut.tgz is damaged: it ends before all of it", "helm package");

    Files.write(cut, Arrays.copyOf(whole, 2));
    given.assertRefused(cut, "cut.tgz is damaged: it ends before all of it", "helm package");

    try (OutputStream noTar = new GZIPOutputStream(Files.newOutputStream(cut))) {
      noTar.write("no tar at all, but long enough to be taken for a header".repeat(20).getBytes());
    }
    given.assertRefused(cut, "cut.tgz");
  }

  @Test
  void aBombIsNotReadToItsEnd() throws IOException {
    Path bomb = folder.resolve("bomb.tgz");
    int gigabyte = 1 << 30;
    try (TarArchiveOutputStream large =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(bomb)))) {
      TarArchiveEntry entry = new TarArchiveEntry("web/zeros");
      entry.setSize(gigabyte);
      large.putArchiveEntry(entry);
      for (int i = 0; i < gigabyte / MEGABYTE; i++) {
        large.write(new byte[MEGABYTE]);
      }
      large.closeArchiveEntry();
    }
    assertThat(Files.size(bomb)).isLessThan(2 * MEGABYTE);

    Path into = Files.createTempDirectory(folder, "copy");
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> ChartGuard.admit(bomb, folder, into))
        .withMessageContaining("web/zeros in the chart " + bomb + " is larger than 5 MB");
    assertThat(into.resolve("chart/zeros"))
        .satisfies(file -> assertThat(Files.size(file)).isLessThan(6 * MEGABYTE));
  }

  @Test
  void aBombOfHeadersIsNotReadToItsEnd() throws IOException {
    TarArchiveEntry names = new TarArchiveEntry("web/x", TarConstants.LF_GNUTYPE_LONGNAME);
    names.setSize(80L * MEGABYTE);
    tar.add(names, "n".repeat(80 * MEGABYTE).getBytes(StandardCharsets.US_ASCII));
    given.assertRefused(archive(), "unpacks to more than 50 MB");
  }

  @Test
  void thousandsOfEntriesAreRefused() throws IOException {
    tar.add("web/Chart.yaml", YAML);
    for (int i = 0; i < ChartLimits.ENTRIES; i++) {
      tar.add("web/f" + i, "");
    }
    given.assertRefused(archive(), "more than 2,000 files and folders");
  }

  @Test
  void chartsInsideAreHeldToTheSameRules() throws IOException {
    tar.add("db/Chart.yaml", YAML);
    tar.addOther("db/secret", TarConstants.LF_SYMLINK);
    Files.createDirectory(web.resolve("charts"));
    Files.write(web.resolve("charts").resolve("db-1.tgz"), tar.packed());

    given.assertRefused(
        web, "db/secret in " + web.resolve("charts/db-1.tgz"), "a link or a device");
  }

  @Test
  void chartsInsideAreUnpackedSoThatNothingHidesInThem() throws IOException {
    tar.add("db/Chart.yaml", YAML);
    tar.add("db/crds/x.yaml", "kind: CustomResourceDefinition\n");
    Files.createDirectory(web.resolve("charts"));
    Files.write(web.resolve("charts").resolve("db-1.tgz"), tar.packed());

    Chart chart = given.admitted(web);

    assertThat(files(chart)).contains("charts/db-1/crds/x.yaml").doesNotContain("charts/db-1.tgz");
    assertThat(CustomKinds.leftOut(chart).orElseThrow().description())
        .contains("charts/db-1/crds/x.yaml");
  }

  @Test
  void chartsAreNotPackedInOneAnotherForever() throws IOException {
    byte[] inner = chartWith(null);
    for (int i = 0; i < 6; i++) {
      inner = chartWith(inner);
    }
    given.assertRefused(Files.write(folder.resolve("deep.tgz"), inner), "more than 5 levels deep");
  }

  private static byte[] chartWith(byte @Nullable [] inner) throws IOException {
    TarGz outer = new TarGz();
    outer.add("web/Chart.yaml", YAML);
    if (inner != null) {
      outer.add("web/charts/inner.tgz", inner);
    }
    return outer.packed();
  }

  private Path archive() throws IOException {
    return Files.write(folder.resolve("web.tgz"), tar.packed());
  }
}
