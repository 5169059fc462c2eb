package io.github.statefulsetlab.lab.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts are tried in the shell of this machine. */
@DisplayName("Files on a claim")
class ClaimFilesTest {

  @TempDir private Path folder;
  private Path claim;

  @BeforeEach
  void needsAShell() throws IOException {
    assumeTrue(Files.exists(Path.of("/bin/sh")) && Files.exists(Path.of("/usr/bin/timeout")));
    claim = Files.createDirectory(folder.resolve("claim"));
    Files.writeString(folder.resolve("secret"), "42");
  }

  private ToolboxPod.Result run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.add(claim.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new ToolboxPod.Result(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private void makeFifo(String name) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", claim.resolve(name).toString()).start().waitFor())
        .isZero();
  }

  @Test
  void areRead() throws Exception {
    Files.writeString(claim.resolve("visits"), "7");

    assertThat(ClaimFiles.content(run(ClaimFiles.READ, "visits"), "It")).contains("7");
    assertThat(ClaimFiles.content(run(ClaimFiles.READ, "none"), "It")).isEmpty();
  }

  @Test
  void haveADigestOfWhatTheyHold() throws Exception {
    Path database = Files.write(claim.resolve("counter.db"), new byte[100_000]);
    Files.writeString(claim.resolve("other"), "7");
    String before = run(ClaimFiles.DIGESTS).output();

    byte[] changed = new byte[100_000];
    changed[27] = 1;
    Files.write(database, changed);

    List<String> after = run(ClaimFiles.DIGESTS).output().lines().toList();
    assertThat(before.lines()).hasSize(2).allMatch(line -> line.split("\t").length == 2);
    assertThat(after.stream().filter(line -> !before.lines().toList().contains(line)))
        .singleElement()
        .asString()
        .startsWith(database + "\t");
  }

  @Test
  void areReadByLinksThatStayOnTheClaim() throws Exception {
    Files.writeString(claim.resolve("visits.1"), "7");
    Files.createSymbolicLink(claim.resolve("visits"), Path.of("visits.1"));

    assertThat(ClaimFiles.content(run(ClaimFiles.READ, "visits"), "It")).contains("7");
  }

  @Test
  void areNotReadByLinksThatLeadOut() throws Exception {
    Files.createSymbolicLink(claim.resolve("visits"), folder.resolve("secret"));
    assertThat(Files.readString(claim.resolve("visits"))).as("without the guard").isEqualTo("42");

    ToolboxPod.Result read = run(ClaimFiles.READ, "visits");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> ClaimFiles.content(read, "It"))
        .withMessageContaining("It is a link that points outside the claim, to ")
        .withMessageContaining("secret");
    assertThat(run(ClaimFiles.READ, "../secret").output()).isNotEqualTo("42");
  }

  /** Whoever opens a pipe waits until somebody writes to it. */
  @Test
  void areNoPipes() throws Exception {
    makeFifo("visits");

    ToolboxPod.Result read = run(ClaimFiles.READ, "visits");
    ToolboxPod.Result written = run(ClaimFiles.WRITE, "visits", "7");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> ClaimFiles.content(read, "It"))
        .withMessage("It is not a regular file.");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> ClaimFiles.requireOpenable(written, "It"));
  }

  @Test
  void areWritten() throws Exception {
    assertThat(run(ClaimFiles.WRITE, "visits", "7").ok()).isTrue();

    assertThat(claim.resolve("visits")).hasContent("7");
  }

  @Test
  void areNotWrittenByLinksThatLeadOut() throws Exception {
    Files.createSymbolicLink(claim.resolve("visits"), folder.resolve("secret"));

    assertThat(run(ClaimFiles.WRITE, "visits", "7").ok()).isFalse();

    assertThat(folder.resolve("secret")).hasContent("42");
  }

  @Test
  void areListedUnlessTheirNamesAreLinesOfTheirOwn() throws Exception {
    Files.writeString(claim.resolve("visits"), "7");
    Files.writeString(claim.resolve("a\n" + claim.getFileName() + "\t9"), "8");
    Files.createDirectory(claim.resolve("b\tc"));
    Files.writeString(claim.resolve("b\tc").resolve("d"), "8");
    Files.createSymbolicLink(claim.resolve("link"), folder.resolve("secret"));
    makeFifo("pipe");

    assertThat(run(ClaimFiles.NUMBERS).output().lines())
        .containsExactly(claim.resolve("visits") + "\t7");
  }
}
