package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A process that runs Helm: says when it is ready, then one request a line on standard input, one
 * reply a line on standard output, both as JSON. It ends with its input.
 */
final class HelmWorker {

  static final String READY = "ready ";
  static final String REPLY = "reply ";

  private static final int MEGABYTE = 1 << 20;
  private static final int LONGEST_REPLY = 5 * MEGABYTE;

  /** Where the program is among the arguments. */
  private static final int PROGRAM = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private volatile Optional<HelmCommands> loaded = Optional.empty();

  private HelmWorker(Path folder) {
    this.folder = folder;
  }

  /**
   * Works until its input ends.
   *
   * @param args the process's folder, its task, whether it has a network of its own and, where that
   *     is not Helm's library, the program to run
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    HelmWorker worker = new HelmWorker(Path.of(args[0]));
    worker.readRequests();
    worker.load(Stream.of(args).skip(PROGRAM).map(Path::of).findFirst());
    if (HelmTask.valueOf(args[1]) == HelmTask.RENDER) {
      worker.confine(Boolean.parseBoolean(args[2]));
    }
    worker.work();
  }

  private HelmCommands helm() {
    return loaded.orElseThrow();
  }

  /**
   * Once Helm's library is loaded no file of the process's own is needed. A program is put where
   * the process finds it when it sees nothing else.
   */
  private void load(Optional<Path> program) throws IOException {
    if (program.isPresent()) {
      loaded = Optional.of(HelmCommandLine.in(HelmEnvironment.charts(folder), program.get()));
      return;
    }
    loaded = Optional.of(HelmLibrary.load());
    FileTrees.empty(HelmEnvironment.library(folder));
  }

  private void work() throws IOException, InterruptedException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println();
    out.println(READY);
    while (true) {
      HelmRequest request = JSON.readValue(requests.take(), HelmRequest.class);
      out.println();
      out.println(REPLY + JSON.writeValueAsString(reply(request)));
    }
  }

  /**
   * Reads on a thread of its own. The kernel closes this input when whoever started the process is
   * gone, even by SIGKILL; Helm may be at work then, and no signal but that one ends it.
   */
  private void readRequests() {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  requests.add(line);
                }
              } catch (IOException e) {
                // As good as its end.
              } finally {
                loaded.ifPresent(HelmCommands::stop);
                Runtime.getRuntime().halt(0);
              }
            },
            "requests");
    reader.setDaemon(true);
    reader.start();
  }

  /** Leaves the process nothing but the folder, and a cluster without objects to look up. */
  private void confine(boolean ownNetwork) throws IOException {
    if (ownNetwork) {
      Jail.bringUpLoopback();
    }
    Files.writeString(HelmEnvironment.kubeConfig(folder), EmptyCluster.start().kubeConfig());
    rehearse(Files.createDirectories(HelmEnvironment.charts(folder).resolve("rehearsal")));
    if (System.getProperty("os.name").equals("Linux")) {
      Jail.enter(HelmEnvironment.charts(folder));
    }
  }

  /** Loads each class that a reply needs: once the root folder is another, none can be loaded. */
  private void rehearse(Path chart) throws IOException {
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Path template = chart.resolve("templates").resolve("it.yaml");
    Files.writeString(template, "it: {{ lookup \"v1\" \"Secret\" \"it\" \"it\" }}\n");
    replyTo(rehearsal(HelmRequest.Operation.TEMPLATE, chart));
    replyTo(rehearsal(HelmRequest.Operation.LINT, chart));
    Files.writeString(template, "{{ fail \"it\" }}");
    replyTo(rehearsal(HelmRequest.Operation.TEMPLATE, chart));
    FileTrees.delete(chart);
  }

  private static HelmRequest rehearsal(HelmRequest.Operation operation, Path chart) {
    return HelmRequest.to(operation, chart.toString())
        .about("it", "it")
        .with(List.of(chart.resolve("Chart.yaml")), List.of("a=b"))
        .forKubernetes("v1.36.0");
  }

  private String replyTo(HelmRequest request) throws IOException {
    return JSON.writeValueAsString(
        reply(JSON.readValue(JSON.writeValueAsString(request), HelmRequest.class)));
  }

  private Reply reply(HelmRequest request) {
    Reply reply = helm().answer(request);
    return reply.output().length() > LONGEST_REPLY
        ? new Reply(
            false,
            "The chart renders more than %d MB. Look for a loop in its templates that repeats too much."
                .formatted(LONGEST_REPLY / MEGABYTE))
        : reply;
  }
}
