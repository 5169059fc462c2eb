package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRequest.Operation;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chart's values as Helm merges them with those that it is given, for {@code helm lint}, which
 * takes none in helm-java: a chart may have values that are required.
 */
final class MergedValues {

  private static final String TEMPLATE =
      "apiVersion: v1\nkind: ConfigMap\nvalues: \"{{ toJson .Values | b64enc }}\"\n";
  private static final Pattern PRINTED = Pattern.compile("(?m)^values: \"([A-Za-z0-9+/=]*)\"$");

  private MergedValues() {}

  /**
   * Makes the merged values the chart's own.
   *
   * @param copy of a chart, in a folder of the process; changed
   * @throws ChartException with Helm's own words if it can't merge them
   */
  static void into(Path copy, HelmProcess process, Values values, Duration atMost) {
    try (FullRender plain = FullRender.asItIs(copy, process.folder());
        FullRender given = FullRender.of(copy, values, process.folder(), 1)) {
      withoutTemplates(plain.folder());
      Path templates = Files.createDirectories(plain.folder().resolve("templates"));
      Files.writeString(templates.resolve("values.yaml"), TEMPLATE);
      Files.deleteIfExists(plain.folder().resolve("values.schema.json"));
      Reply reply =
          process.ask(
              HelmRequest.to(Operation.TEMPLATE, plain.folder().toString())
                  .about("values", "default")
                  .with(given.values(), values.set())
                  .forKubernetes(HelmRunner.KUBERNETES),
              atMost);
      Files.write(copy.resolve("values.yaml"), printed(reply));
    } catch (IOException e) {
      throw new ChartException("The chart could not be copied to a temporary folder: " + e, e);
    }
  }

  private static void withoutTemplates(Path chart) throws IOException {
    try (Stream<Path> files = Files.walk(chart)) {
      List<Path> folders =
          files.filter(Files::isDirectory).filter(file -> file.endsWith("templates")).toList();
      folders.forEach(FileTrees::discard);
    }
  }

  private static byte[] printed(Reply reply) {
    Matcher printed = PRINTED.matcher(reply.output());
    if (!reply.ok() || !printed.find()) {
      throw new ChartException(reply.output().strip());
    }
    return Base64.getDecoder().decode(printed.group(1));
  }
}
