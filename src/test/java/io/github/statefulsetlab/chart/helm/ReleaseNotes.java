package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRequest.Operation;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a chart says after its installation: its {@code templates/NOTES.txt}, rendered. It is
 * encoded by a template that is added to a copy of the chart, so that no line of it is taken for
 * one of Helm's own.
 */
final class ReleaseNotes {

  private static final String TEMPLATES = "templates";
  private static final String NOTES = "NOTES.txt";
  private static final String TEMPLATE =
      "notes: \"{{ include (printf \"%s/NOTES.txt\" .Template.BasePath) . | b64enc }}\"\n";
  private static final Pattern PRINTED = Pattern.compile("(?m)^notes: \"([A-Za-z0-9+/=]*)\"$");

  private ReleaseNotes() {}

  /**
   * The notes; empty where the chart has none, or none that Helm can render.
   *
   * @param kubeVersion the version that templates see
   */
  static Optional<String> of(
      Path chart,
      Values values,
      HelmProcess process,
      String release,
      String namespace,
      String kubeVersion,
      Duration atMost) {
    if (!Files.isRegularFile(chart.resolve(TEMPLATES).resolve(NOTES))) {
      return Optional.empty();
    }
    try (FullRender copy = FullRender.asItIs(chart, values, process.folder())) {
      Files.writeString(copy.folder().resolve(TEMPLATES).resolve("notes-of-it.yaml"), TEMPLATE);
      return printed(
          process.ask(
              HelmRequest.to(Operation.TEMPLATE, copy.folder().toString())
                  .about(release, namespace)
                  .with(copy.values(), values.set())
                  .forKubernetes(kubeVersion),
              atMost));
    } catch (IOException e) {
      throw new ChartException("The chart could not be copied to a temporary folder: " + e, e);
    }
  }

  private static Optional<String> printed(Reply reply) {
    Matcher printed = PRINTED.matcher(reply.output());
    return reply.ok() && printed.find()
        ? Optional.of(
            new String(Base64.getDecoder().decode(printed.group(1)), StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
