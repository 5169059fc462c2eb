package io.github.statefulsetlab.chart.intake;

import static io.github.statefulsetlab.chart.intake.GivenChart.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Chart;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is let in of a folder")
class ChartFolderTest {

  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private GivenChart given;
  private Path web;

  @BeforeEach
  void chart() throws IOException {
    given = GivenChart.in(folder);
    web = given.web();
  }

  private Path link(String name, Path to) throws IOException {
    return Files.createSymbolicLink(web.resolve(name), to);
  }

  @Test
  void linksThatStayInsideAreFollowed() throws IOException {
    link("more.yaml", Path.of("values.yaml"));
    link("copies", Path.of("templates"));

    Chart chart = given.admitted(web);

    assertThat(chart.folder().resolve("more.yaml")).hasContent("a: 1\n");
    assertThat(chart.folder().resolve("more.yaml")).isRegularFile();
    assertThat(files(chart)).contains("copies/it.yaml");
    assertThat(Files.isSymbolicLink(chart.folder().resolve("more.yaml"))).isFalse();
  }

  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    link("secret.txt", Path.of("/etc/passwd"));
    given.assertRefused(web, "secret.txt in the chart " + web, "points outside the chart");
  }

  @Test
  void foldersThatLeadOutAreRefused() throws IOException {
    Files.createDirectory(folder.resolve("other"));
    link("files", Path.of("../../other"));
    given.assertRefused(web, "files in the chart", "points outside the chart");
  }

  @Test
  void linksToNowhereAndAroundThemselvesAreRefused() throws IOException {
    Path link = link("nowhere", Path.of("missing"));
    given.assertRefused(web, "nowhere in the chart", "is a dangling symbolic link");
    Files.delete(link);
    link("templates/round", Path.of(".."));
    given.assertRefused(web, "templates/round in the chart", "a folder that it lies in");
  }

  @Test
  void pipesAreNotReadButRefused() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", web.resolve("pipe").toString()).start().waitFor())
        .isZero();
    given.assertRefused(web, "pipe in the chart", "a pipe, socket or device");
  }

  @Test
  void socketsAreRefused() throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(web.resolve("socket")));
      given.assertRefused(web, "socket in the chart", "a pipe, socket or device");
    }
  }

  /** A name is bytes, and Java can't make one that is not a text. */
  @Test
  void namesThatAreNoTextsAreRefused() throws Exception {
    String make = "touch \"$1/templates/a $(printf '\\377').yaml\"";
    assertThat(new ProcessBuilder("sh", "-c", make, "sh", web.toString()).start().waitFor())
        .isZero();

    given.assertRefused(web, web.toString(), "templates/a \\xff.yaml", "Rename it.");
  }

  @Test
  void namesOfOtherLanguagesAreTexts() throws IOException {
    Files.createFile(web.resolve("größe и порядок.txt"));

    assertThat(files(given.admitted(web))).contains("größe и порядок.txt");
  }

  @Test
  void thousandsOfFilesAreRefused() throws IOException {
    for (int i = 0; i < ChartLimits.ENTRIES; i++) {
      Files.createFile(web.resolve("templates").resolve("f" + i));
    }
    given.assertRefused(web, "more than 2,000 files and folders");
  }

  @Test
  void largeFilesAreRefused() throws IOException {
    Files.write(web.resolve("large"), new byte[ChartLimits.FILE_MEGABYTES * MEGABYTE]);
    assertThat(files(given.admitted(web))).contains("large");

    Files.write(web.resolve("large"), new byte[ChartLimits.FILE_MEGABYTES * MEGABYTE + 1]);
    given.assertRefused(web, "large in the chart", "larger than 5 MB");
  }

  @Test
  void tooMuchInAllIsRefused() throws IOException {
    for (int i = 0; i <= ChartLimits.ALL_MEGABYTES / 4; i++) {
      Files.write(web.resolve("f" + i), new byte[4 * MEGABYTE]);
    }
    given.assertRefused(web, "larger than 50 MB in all");
  }
}
