package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.statefulsetlab.chart.HelmRequest.Reply;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link HelmWorker} and the pipe to it. Not for use by two threads at once. */
final class HelmProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;
  private volatile boolean stopped;

  private HelmProcess(Process process) {
    this.process = process;
    this.requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static HelmProcess start() {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  HelmWorker.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new HelmProcess(process);
    } catch (IOException e) {
      throw new ChartException("Can't start a process for Helm.", e);
    }
  }

  /**
   * Asks the worker and waits for its reply.
   *
   * @throws ChartException if there is none in time; the process is stopped then
   */
  Reply ask(HelmRequest request, Duration atMost) {
    try {
      requests.write(JSON.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      return CompletableFuture.supplyAsync(this::reply, task -> new Thread(task, "helm").start())
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
      throw new ChartException(
          "Helm did not finish to %s the chart within %d s and was stopped."
              .formatted(
                  request.operation().name().toLowerCase(java.util.Locale.ROOT),
                  atMost.toSeconds()),
          e);
    } catch (IOException | ExecutionException e) {
      close();
      throw new ChartException("The process that runs Helm ended unexpectedly.", e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ChartException("Interrupted while Helm was at work.", e);
    }
  }

  private Reply reply() {
    try {
      for (String line = replies.readLine(); line != null; line = replies.readLine()) {
        if (line.startsWith(HelmWorker.REPLY)) {
          return JSON.readValue(line.substring(HelmWorker.REPLY.length()), Reply.class);
        }
      }
      throw new ChartException("The process that runs Helm ended without a reply.");
    } catch (IOException e) {
      throw new ChartException("Can't read what Helm replied.", e);
    }
  }

  /** Whether it can be asked again; a process that was killed takes a while to be gone. */
  boolean isAlive() {
    return !stopped && process.isAlive();
  }

  @Override
  public void close() {
    stopped = true;
    process.destroyForcibly();
  }
}
