package io.github.statefulsetlab.chart.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.marcnuri.helm.Helm;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is let in")
class ChartGuardTest {

  private static final String YAML = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private Path web;

  @BeforeEach
  void chart() throws IOException {
    web = Files.createDirectories(folder.resolve("given").resolve("web"));
    Files.writeString(web.resolve("Chart.yaml"), YAML);
    Files.writeString(web.resolve("values.yaml"), "a: 1\n");
    Files.createDirectory(web.resolve("templates"));
    Files.writeString(web.resolve("templates").resolve("it.yaml"), "kind: ConfigMap\n");
  }

  private Chart admitted(Path given) throws IOException {
    return ChartGuard.admit(
        given,
        Objects.requireNonNull(given.toAbsolutePath().getParent()),
        Files.createTempDirectory(folder, "private-"));
  }

  private void refused(Path given, String... saying) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> admitted(given))
        .withMessageContainingAll(saying)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("private-"));
  }

  private static List<String> files(Chart chart) throws IOException {
    try (Stream<Path> files = Files.walk(chart.folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> chart.folder().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void isACopyThatChangesOfTheOriginalDoNotReach() throws IOException {
    Chart chart = admitted(web);
    Files.writeString(web.resolve("values.yaml"), "a: 2\n");

    assertThat(chart.given()).isEqualTo(web);
    assertThat(chart.folder().resolve("values.yaml")).hasContent("a: 1\n");
    assertThat(files(chart)).containsExactly("Chart.yaml", "templates/it.yaml", "values.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".svn", ".idea", "__MACOSX", "._Chart.yaml"})
  void leavesOutWhatIsNoPartOfAnyChart(String junk) throws IOException {
    String digest = admitted(web).digest();
    Files.createDirectories(web.resolve("templates").resolve(junk));
    Files.writeString(web.resolve("templates").resolve(junk).resolve("x"), "x");
    Files.writeString(web.resolve(".DS_Store"), "x");

    assertThat(admitted(web).digest()).isEqualTo(digest);
  }

  @Test
  void isAChart() throws IOException {
    refused(folder.resolve("nowhere"), "There is no chart at");
    refused(folder.resolve("given"), "has no Chart.yaml", "Did you mean " + web);
    refused(web.resolve("Chart.yaml"), "neither a chart's folder nor a .tgz");
    Files.writeString(web.resolve("Chart.yaml"), "name: web\n");
    refused(web, web.resolve("Chart.yaml").toString(), "has no 'version'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: ../web, version: 1.0.0}",
        "{name: 'web\nx', version: 1.0.0}",
        "{name: .., version: 1.0.0}",
        "{name: web, version: 1.10}",
        "{name: web, version: latest}",
        "{name: web, version: '1.0.0\nx: y'}",
      })
  void isNamedAndNumberedAsHelmWantsIt(String yaml) throws IOException {
    Files.writeString(web.resolve("Chart.yaml"), yaml);
    refused(web, "Chart.yaml: ", " is ", "Use ");
  }

  @Nested
  @DisplayName("of a folder")
  class Folders {

    private Path link(String name, Path to) throws IOException {
      return Files.createSymbolicLink(web.resolve(name), to);
    }

    @Test
    void linksThatStayInsideAreFollowed() throws IOException {
      link("more.yaml", Path.of("values.yaml"));
      link("copies", Path.of("templates"));

      Chart chart = admitted(web);

      assertThat(chart.folder().resolve("more.yaml")).hasContent("a: 1\n");
      assertThat(chart.folder().resolve("more.yaml")).isRegularFile();
      assertThat(files(chart)).contains("copies/it.yaml");
      assertThat(Files.isSymbolicLink(chart.folder().resolve("more.yaml"))).isFalse();
    }

    @Test
    void linksThatLeadOutAreRefused() throws IOException {
      link("secret.txt", Path.of("/etc/passwd"));
      refused(web, "secret.txt in the chart " + web, "leads out of the chart");
    }

    @Test
    void foldersThatLeadOutAreRefused() throws IOException {
      Files.createDirectory(folder.resolve("other"));
      link("files", Path.of("../../other"));
      refused(web, "files in the chart", "leads out of the chart");
    }

    @Test
    void linksToNowhereAndAroundThemselvesAreRefused() throws IOException {
      Path link = link("nowhere", Path.of("missing"));
      refused(web, "nowhere in the chart", "is a link to nowhere");
      Files.delete(link);
      link("templates/round", Path.of(".."));
      refused(web, "templates/round in the chart", "a folder that it lies in");
    }

    @Test
    void pipesAreNotReadButRefused() throws Exception {
      assertThat(new ProcessBuilder("mkfifo", web.resolve("pipe").toString()).start().waitFor())
          .isZero();
      refused(web, "pipe in the chart", "a pipe, socket or device");
    }

    @Test
    void socketsAreRefused() throws IOException {
      try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        socket.bind(UnixDomainSocketAddress.of(web.resolve("socket")));
        refused(web, "socket in the chart", "a pipe, socket or device");
      }
    }

    @Test
    void thousandsOfFilesAreRefused() throws IOException {
      for (int i = 0; i < ChartLimits.ENTRIES; i++) {
        Files.createFile(web.resolve("templates").resolve("f" + i));
      }
      refused(web, "more than 2,000 files and folders");
    }

    @Test
    void largeFilesAreRefused() throws IOException {
      Files.write(web.resolve("large"), new byte[ChartLimits.FILE_MEGABYTES * MEGABYTE]);
      assertThat(files(admitted(web))).contains("large");

      Files.write(web.resolve("large"), new byte[ChartLimits.FILE_MEGABYTES * MEGABYTE + 1]);
      refused(web, "large in the chart", "larger than 5 MB");
    }

    @Test
    void tooMuchInAllIsRefused() throws IOException {
      for (int i = 0; i <= ChartLimits.ALL_MEGABYTES / 4; i++) {
        Files.write(web.resolve("f" + i), new byte[4 * MEGABYTE]);
      }
      refused(web, "larger than 50 MB in all");
    }
  }

  @Nested
  @DisplayName("of an archive")
  class Archives {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar;

    Archives() throws IOException {
      tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8");
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    private void add(String name, byte[] content) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }

    private void add(String name, String content) throws IOException {
      add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void addOther(String name, byte type) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName("/etc/passwd");
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }

    private byte[] packed() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }

    private Path archive() throws IOException {
      return Files.write(folder.resolve("web.tgz"), packed());
    }

    @Test
    void isTheSameChartAsItsFolder() throws IOException {
      add("web/Chart.yaml", YAML);
      add("web/values.yaml", "a: 1\n");
      add("web/templates/it.yaml", "kind: ConfigMap\n");
      add("._web", "what macOS leaves");
      Chart chart = admitted(archive());

      assertThat(chart.name()).isEqualTo("web");
      assertThat(chart.digest()).isEqualTo(admitted(web).digest());
    }

    @Test
    @ResourceLock("helm")
    void isTheSameChartWhenHelmPackagedIt() throws IOException {
      Files.writeString(
          web.resolve("Chart.yaml"), "# A chart\nversion: \"1.0.0\"\nname: web\napiVersion: v2\n");
      new Helm(web).packageIt().withDestination(folder).call();

      assertThat(admitted(folder.resolve("web-1.0.0.tgz")).digest())
          .isEqualTo(admitted(web).digest());
    }

    @Test
    void mayBeginWithADot() throws IOException {
      add("./web/Chart.yaml", YAML);
      assertThat(files(admitted(archive()))).containsExactly("Chart.yaml");
    }

    @Test
    void holdsOneFolder() throws IOException {
      add("web/Chart.yaml", YAML);
      add("other/Chart.yaml", YAML);
      refused(archive(), "web.tgz is no packaged chart", "one folder", "helm package");
    }

    @Test
    void holdsAFolderAndNotItsFiles() throws IOException {
      add("Chart.yaml", YAML);
      refused(archive(), "web.tgz is no packaged chart");
    }

    @Test
    void holdsAChart() throws IOException {
      add("web/values.yaml", "");
      refused(archive(), "web.tgz is no packaged chart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web/../../out", "../out", "web/templates/../../../out"})
    void pathsThatLeadOutAreRefused(String name) throws IOException {
      add("web/Chart.yaml", YAML);
      add(name, "x");
      refused(archive(), name, "leads out of the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/out", "//out", "C:/out"})
    void absolutePathsAreRefused(String name) throws IOException {
      add("web/Chart.yaml", YAML);
      add(name, "x");
      refused(archive(), "has an absolute path");
    }

    @Test
    void backslashesAreRefused() throws IOException {
      add("web\\..\\..\\out", "x");
      refused(archive(), "has a backslash");
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
      add("web/Chart.yaml", YAML);
      addOther("web/it", type);
      refused(archive(), "web/it in", "a link or a device");
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
      add("web/Chart.yaml", YAML);
      add("web/Chart.yaml", YAML);
      refused(archive(), "web/Chart.yaml in", "is there twice");
    }

    @Test
    void isWhole() throws IOException {
      add("web/Chart.yaml", YAML);
      add("web/values.yaml", "a: 1\n");
      byte[] whole = packed();
      Path cut = folder.resolve("cut.tgz");
      Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
      refused(cut, "cut.tgz is damaged", "helm package");

      try (OutputStream noTar = new GZIPOutputStream(Files.newOutputStream(cut))) {
        noTar.write(
            "no tar at all, but long enough to be taken for a header".repeat(20).getBytes());
      }
      refused(cut, "cut.tgz");
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
      tar.putArchiveEntry(names);
      for (int i = 0; i < 80; i++) {
        tar.write("n".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII));
      }
      tar.closeArchiveEntry();
      refused(archive(), "unpacks to more than 50 MB");
    }

    @Test
    void thousandsOfEntriesAreRefused() throws IOException {
      add("web/Chart.yaml", YAML);
      for (int i = 0; i < ChartLimits.ENTRIES; i++) {
        add("web/f" + i, "");
      }
      refused(archive(), "more than 2,000 files and folders");
    }

    @Test
    void chartsInsideAreHeldToTheSameRules() throws IOException {
      add("db/Chart.yaml", YAML);
      addOther("db/secret", TarConstants.LF_SYMLINK);
      Files.createDirectory(web.resolve("charts"));
      Files.write(web.resolve("charts").resolve("db-1.tgz"), packed());

      refused(web, "db/secret in " + web.resolve("charts/db-1.tgz"), "a link or a device");
    }

    @Test
    void chartsInsideAreUnpackedSoThatNothingHidesInThem() throws IOException {
      add("db/Chart.yaml", YAML);
      add("db/crds/x.yaml", "kind: CustomResourceDefinition\n");
      Files.createDirectory(web.resolve("charts"));
      Files.write(web.resolve("charts").resolve("db-1.tgz"), packed());

      Chart chart = admitted(web);

      assertThat(files(chart))
          .contains("charts/db-1/crds/x.yaml")
          .doesNotContain("charts/db-1.tgz");
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> ManifestGuard.checkFiles(chart))
          .withMessageContaining("charts/db-1/crds/x.yaml");
    }

    @Test
    void chartsAreNotPackedInOneAnotherForever() throws IOException {
      byte[] inner = new Archives().chartWith(null);
      for (int i = 0; i < 6; i++) {
        inner = new Archives().chartWith(inner);
      }
      refused(Files.write(folder.resolve("deep.tgz"), inner), "more than 5 deep");
    }

    private byte[] chartWith(byte @Nullable [] inner) throws IOException {
      add("web/Chart.yaml", YAML);
      if (inner != null) {
        add("web/charts/inner.tgz", inner);
      }
      return packed();
    }
  }
}
