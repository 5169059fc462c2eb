package io.github.statefulsetlab.chart.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UninstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** The Helm inside helm-java, which runs in this very process. */
final class HelmLibrary implements HelmCommands {

  private HelmLibrary() {}

  /** The library is loaded by its first call, here with a chart that is none. */
  static HelmLibrary load() {
    try {
      new Helm(Path.of("/no-chart")).template().call();
    } catch (IllegalStateException expected) {
      // The chart does not exist; loading the library is all that was wanted.
    }
    return new HelmLibrary();
  }

  @Override
  public Reply answer(HelmRequest request) {
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

  /** It ends with the process. */
  @Override
  public void stop() {}

  private static Reply lint(HelmRequest request) {
    LintCommand command = helm(request).lint();
    LintResult result = command.call();
    return new Reply(!result.isFailed(), String.join("\n", result.getMessages()));
  }

  /** With {@code --debug}, Helm prints what it rendered even if it is not valid YAML. */
  private static String template(HelmRequest request) {
    String output = templateCommand(request).debug().call();
    // With that flag it does not say why a chart could not be loaded.
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
