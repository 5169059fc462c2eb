package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Helm that is a program of its own, called as a person calls it in a terminal. */
final class HelmCommandLine implements HelmCommands {

  /** More than this of its output nobody reads. */
  private static final int LONGEST_OUTPUT = 8 << 20;

  /** What the program says is wrong, up to what only its developers want to know. */
  private static final Pattern ERROR =
      Pattern.compile(
          "(?s)^Error: (?:INSTALLATION FAILED: |UPGRADE FAILED: )?(.*?)"
              + "(?=\\n[\\w./-]+\\.go:\\d+: |\\nlevel=|\\n\\nUse --debug flag|\\z)",
          Pattern.MULTILINE);

  private static final String DOCUMENTS = "\n---\n";

  private final Path program;
  private final Path errors;
  private volatile Optional<Process> running = Optional.empty();

  private HelmCommandLine(Path program, Path errors) {
    this.program = program;
    this.errors = errors;
  }

  /**
   * A copy of the program, in a folder that is all that this process sees. Java's own helper for
   * starting others is not there, so it does without.
   */
  static HelmCommandLine in(Path folder, Path program) throws IOException {
    if (System.getProperty("os.name").equals("Linux")) {
      System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
    }
    Path copy = folder.resolve("helm");
    Files.copy(program, copy);
    if (!copy.toFile().setExecutable(true)) {
      throw new IOException("Can't make " + copy + " executable.");
    }
    return new HelmCommandLine(copy, folder.resolve("helm-errors"));
  }

  @Override
  public Reply answer(HelmRequest request) {
    try {
      return switch (request.operation()) {
        case TEMPLATE -> template(run(command(request)));
        case LINT -> lint(run(command(request)));
        case INSTALL, UPGRADE, UNINSTALL -> plain(run(command(request)));
      };
    } catch (IOException e) {
      return new Reply(false, "The program that runs Helm could not be started: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(false, "Interrupted while Helm was at work.");
    }
  }

  @Override
  public void stop() {
    running.ifPresent(Process::destroyForcibly);
  }

  /** What a program printed. */
  private record Result(boolean ok, String output, String errors) {

    String complaint() {
      Matcher error = ERROR.matcher(errors);
      return error.find() ? error.group(1).strip() : errors.strip();
    }
  }

  /** As Helm's library gives it: with what it rendered after what is wrong with it. */
  private static Reply template(Result result) {
    return result.ok() || result.output().isBlank()
        ? plain(result)
        : new Reply(false, result.complaint() + DOCUMENTS + result.output());
  }

  private static Reply lint(Result result) {
    String messages =
        result
            .output()
            .lines()
            .filter(line -> line.startsWith("["))
            .collect(Collectors.joining("\n"));
    return new Reply(
        result.ok(), messages.isEmpty() && !result.ok() ? result.complaint() : messages);
  }

  private static Reply plain(Result result) {
    return new Reply(result.ok(), result.ok() ? result.output() : result.complaint());
  }

  private Result run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    running = Optional.of(process);
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      byte[] read = output.readNBytes(LONGEST_OUTPUT);
      if (read.length == LONGEST_OUTPUT) {
        process.destroyForcibly();
      }
      boolean ok = process.waitFor() == 0 || read.length == LONGEST_OUTPUT;
      return new Result(ok, new String(read, StandardCharsets.UTF_8), errors());
    } finally {
      process.destroyForcibly();
      running = Optional.empty();
    }
  }

  private String errors() {
    try (InputStream file = Files.newInputStream(errors)) {
      String text = new String(file.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
      return HelmMemory.ranOut(text) ? "Error: " + HelmMemory.NOT_ENOUGH : text;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read what Helm said.", e);
    }
  }

  private List<String> command(HelmRequest request) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    switch (request.operation()) {
      case TEMPLATE ->
          command.addAll(
              List.of(
                  "template",
                  request.release(),
                  request.chart(),
                  "--debug",
                  // They are among what is printed already, since nothing is sorted.
                  "--no-hooks",
                  "--namespace",
                  request.namespace(),
                  "--kube-version",
                  request.kubeVersion()));
      case LINT -> command.addAll(List.of("lint", request.chart()));
      case INSTALL, UPGRADE -> {
        command.add(request.operation() == HelmRequest.Operation.INSTALL ? "install" : "upgrade");
        command.addAll(List.of(request.release(), request.chart(), "--disable-openapi-validation"));
        command.addAll(List.of("--timeout", request.timeoutSeconds() + "s"));
        command.addAll(access(request));
      }
      case UNINSTALL -> {
        command.addAll(List.of("uninstall", request.release()));
        command.addAll(access(request));
      }
    }
    request.valuesFiles().forEach(file -> command.addAll(List.of("--values", file)));
    request.set().forEach(set -> command.addAll(List.of("--set", set)));
    return command;
  }

  private static List<String> access(HelmRequest request) {
    return List.of("--namespace", request.namespace(), "--kubeconfig", request.kubeConfig());
  }
}
