package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UninstallCommand;
import com.marcnuri.helm.UpgradeCommand;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * A process that runs Helm: says when it is ready, then one request a line on standard input, one
 * reply a line on standard output, both as JSON. It ends with its input.
 */
final class HelmWorker {

  static final String READY = "ready ";
  static final String REPLY = "reply ";

  private static final int MEGABYTE = 1 << 20;
  private static final int LONGEST_REPLY = 5 * MEGABYTE;

  private static final ObjectMapper JSON = new ObjectMapper();

  private HelmWorker() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    BlockingQueue<String> requests = requests();
    Path folder = Path.of(args[0]);
    boolean ownNetwork = Boolean.parseBoolean(args[2]);
    loadHelm();
    // Helm's library, 94 MB, is unpacked there for each process; once it is loaded no file is
    // needed.
    FileTrees.empty(HelmEnvironment.library(folder));
    if (HelmTask.valueOf(args[1]) == HelmTask.RENDER) {
      confine(folder, ownNetwork);
    }
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
  private static BlockingQueue<String> requests() {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
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
                Runtime.getRuntime().halt(0);
              }
            },
            "requests");
    reader.setDaemon(true);
    reader.start();
    return requests;
  }

  /** Leaves the process nothing but the folder, and a cluster without objects to look up. */
  private static void confine(Path folder, boolean ownNetwork) throws IOException {
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
  private static void rehearse(Path chart) throws IOException {
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
    return new HelmRequest(
        operation,
        chart.toString(),
        "it",
        "it",
        List.of(chart.resolve("Chart.yaml").toString()),
        List.of("a=b"),
        "",
        0,
        "v1.36.0");
  }

  private static String replyTo(HelmRequest request) throws IOException {
    return JSON.writeValueAsString(
        reply(JSON.readValue(JSON.writeValueAsString(request), HelmRequest.class)));
  }

  /** The library is loaded by its first call, here with a chart that is none. */
  private static void loadHelm() {
    try {
      new Helm(Path.of("/no-chart")).template().call();
    } catch (IllegalStateException expected) {
      // There is no such chart.
    }
  }

  private static Reply reply(HelmRequest request) {
    Reply reply = answer(request);
    return reply.output().length() > LONGEST_REPLY
        ? new Reply(
            false,
            "The chart renders more than %d MB. Look for a loop in its templates that repeats too much."
                .formatted(LONGEST_REPLY / MEGABYTE))
        : reply;
  }

  private static Reply answer(HelmRequest request) {
    try {
      return switch (request.operation()) {
        case LINT -> lint(request);
        case TEMPLATE -> new Reply(true, template(request));
        case INSTALL -> new Reply(true, install(request));
        case UPGRADE -> new Reply(true, upgrade(request));
        case UNINSTALL -> new Reply(true, uninstall(request));
      };
    } catch (IllegalStateException e) {
      return new Reply(false, String.valueOf(e.getMessage()));
    }
  }

  private static Reply lint(HelmRequest request) {
    LintCommand command = helm(request).lint();
    LintResult result = command.call();
    return new Reply(!result.isFailed(), String.join("\n", result.getMessages()));
  }

  /** With its flag {@code debug} Helm prints what it rendered also where that is no valid YAML. */
  private static String template(HelmRequest request) {
    String output = templateCommand(request).debug().call();
    // With the flag it has no words for a chart that it can't even load.
    return output == null ? templateCommand(request).call() : output;
  }

  private static TemplateCommand templateCommand(HelmRequest request) {
    TemplateCommand command =
        helm(request)
            .template()
            .withName(request.release())
            .withNamespace(request.namespace())
            .withKubeVersion(request.kubeVersion());
    request.valuesFiles().forEach(file -> command.withValuesFile(Path.of(file)));
    set(request, command::set);
    return command;
  }

  /**
   * Without Helm's validation: where the API server validates fields, since Kubernetes 1.25, Helm
   * reads the server's OpenAPI documents, finds that, and leaves it to the server. That takes 0.2 s
   * of processor time for each install.
   */
  private static String install(HelmRequest request) {
    InstallCommand command =
        helm(request)
            .install()
            .disableOpenApiValidation()
            .withName(request.release())
            .withNamespace(request.namespace())
            .withKubeConfig(Path.of(request.kubeConfig()))
            .withTimeout(request.timeoutSeconds());
    request.valuesFiles().forEach(file -> command.withValuesFile(Path.of(file)));
    set(request, command::set);
    return command.call().getOutput();
  }

  private static String upgrade(HelmRequest request) {
    UpgradeCommand command =
        helm(request)
            .upgrade()
            .disableOpenApiValidation()
            .withName(request.release())
            .withNamespace(request.namespace())
            .withKubeConfig(Path.of(request.kubeConfig()))
            .withTimeout(request.timeoutSeconds());
    request.valuesFiles().forEach(file -> command.withValuesFile(Path.of(file)));
    set(request, command::set);
    return command.call().getOutput();
  }

  private static String uninstall(HelmRequest request) {
    UninstallCommand command =
        Helm.uninstall(request.release())
            .withNamespace(request.namespace())
            .withKubeConfig(Path.of(request.kubeConfig()));
    return command.call();
  }

  /**
   * helm-java escapes values, lists and commas among them, but not names: so all that is set goes
   * there as it is, and an empty name for the empty value at its end, which Helm passes over.
   */
  private static void set(HelmRequest request, BiConsumer<String, Object> command) {
    if (!request.set().isEmpty()) {
      command.accept(String.join(",", request.set()) + ",", "");
    }
  }

  private static Helm helm(HelmRequest request) {
    return new Helm(Path.of(request.chart()));
  }
}
