package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import io.github.statefulsetlab.support.DaemonThreads;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A {@link HelmWorker} and the pipe to it. Not for use by two threads at once. */
final class HelmProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> LIMITED =
      List.of(
          "sh",
          "-c",
          "ulimit -v " + HelmMemory.ADDRESS_SPACE_MEGABYTES * 1024 + "; exec \"$@\"",
          "helm");

  private static final Executor ERRORS = new DaemonThreads("helm-errors");
  private static final Executor REPLIES = new DaemonThreads("helm");

  /** Helm's library leaves four pipes open after each, and never closes them. */
  static final int MOST_REQUESTS = 200;

  /** Loading a JVM and Helm takes about a second, and long where others use the machine. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final Path folder;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;
  private boolean ready;
  private int requested;
  private volatile boolean stopped;
  private volatile boolean starved;

  private HelmProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a process for one of Helm's tasks. */
  static HelmProcess start(HelmTask task) {
    return start(task, HelmProgram.named());
  }

  /** As {@link #start(HelmTask)}, with this Helm in place of the library. */
  static HelmProcess start(HelmTask task, Optional<HelmProgram> program) {
    Path folder = FileTrees.temporary("statefulset-lab-helm-");
    try {
      Files.createDirectory(HelmEnvironment.library(folder));
      Files.createDirectory(HelmEnvironment.charts(folder));
      ProcessBuilder builder = new ProcessBuilder(command(task, folder, program));
      HelmEnvironment.replace(builder.environment(), task, folder);
      HelmProcess helm = new HelmProcess(folder, builder.start());
      ERRORS.execute(helm::watchErrors);
      return helm;
    } catch (IOException e) {
      throw new ChartException("Can't start a process for Helm.", e);
    }
  }

  static List<String> command(HelmTask task, Path folder) {
    return command(task, folder, Optional.empty());
  }

  private static List<String> command(HelmTask task, Path folder, Optional<HelmProgram> program) {
    boolean isLinux = System.getProperty("os.name").equals("Linux");
    List<String> jail = task == HelmTask.RENDER && isLinux ? Jail.withoutNetwork() : List.of();
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Xmx128m",
            "-Djava.io.tmpdir=" + HelmEnvironment.library(folder));
    List<String> worker =
        List.of(
            "-cp",
            UnpackedLibrary.classPath(),
            HelmWorker.class.getName(),
            folder.toString(),
            task.name(),
            String.valueOf(!jail.isEmpty()));
    List<String> library =
        program.isPresent() ? List.of() : UnpackedLibrary.option().stream().toList();
    List<String> named = program.map(p -> p.file().toString()).stream().toList();
    return Stream.of(isLinux ? LIMITED : List.<String>of(), jail, java, library, worker, named)
        .flatMap(List::stream)
        .toList();
  }

  /** Where charts lie that it is asked about: a process that renders sees no other folder. */
  Path folder() {
    return HelmEnvironment.charts(folder);
  }

  /** Helm that ran out of memory says so, and may hang then instead of ending. */
  private void watchErrors() {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        if (HelmMemory.ranOut(line)) {
          starved = true;
          close();
        }
      }
    } catch (IOException e) {
      // The process was stopped while it was being listened to.
      stopped = true;
    }
  }

  /**
   * Asks the worker and waits for its reply. How long it takes to start does not count.
   *
   * @throws ChartException if there is none in time; the process is stopped then
   */
  Reply ask(HelmRequest request, Duration atMost) {
    requested++;
    try {
      if (!ready) {
        line(HelmWorker.READY, START_TIMEOUT);
        ready = true;
      }
      requests.write(JSON.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      return JSON.readValue(line(HelmWorker.REPLY, atMost), Reply.class);
    } catch (TimeoutException e) {
      close();
      throw new ChartException(
          ready
              ? "Helm did not finish %s within %d s and was stopped."
                  .formatted(request.operation().doing(), atMost.toSeconds())
              : "Helm did not start within %d s: is the machine very busy?"
                  .formatted(START_TIMEOUT.toSeconds()),
          e);
    } catch (IOException | ExecutionException e) {
      close();
      throw new ChartException(
          starved
              ? HelmMemory.NOT_ENOUGH
              : "The process that runs Helm ended while it was %s. Look for a value that contains itself."
                  .formatted(request.operation().doing()),
          e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ChartException("Interrupted while Helm was at work.", e);
    }
  }

  private String line(String prefix, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    return CompletableFuture.supplyAsync(() -> line(prefix), REPLIES)
        .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What follows the prefix in the next line that has it. */
  private String line(String prefix) {
    try {
      for (String line = replies.readLine(); line != null; line = replies.readLine()) {
        if (line.startsWith(prefix)) {
          return line.substring(prefix.length());
        }
        starved |= HelmMemory.ranOut(line);
      }
      throw new ChartException("The process that runs Helm ended without a reply.");
    } catch (IOException e) {
      throw new ChartException("Can't read what Helm replied.", e);
    }
  }

  /**
   * Whether it is to be asked again: not once it has answered {@value #MOST_REQUESTS} times. A
   * process that was killed takes a while to be gone.
   */
  boolean isUsable() {
    return !stopped && requested < MOST_REQUESTS && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    stopped = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // A process that is still unpacking its library would put back what is removed.
    process.destroyForcibly().onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    FileTrees.discard(folder);
  }
}
