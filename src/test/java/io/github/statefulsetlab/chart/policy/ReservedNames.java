package io.github.statefulsetlab.chart.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names and labels by which the lab knows what is its own: a chart that used them could adopt,
 * replace or impersonate the lab's own objects, or act as whoever installs.
 */
final class ReservedNames {

  private static final String INSTALLER = "statefulset-lab-installer";
  private static final String KEYS = "statefulset-lab.github.io/";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String MANAGER = "statefulset-lab";
  private static final String REMEDY = "Use another name: this one belongs to the lab.";

  /** What containers run and read; nothing in a cluster is called by it. */
  private static final Set<String> TEXTS =
      Set.of("data", "stringData", "binaryData", "args", "command", "env", "image");

  private ReservedNames() {}

  /** Every field, key or value of the object that is one of the lab's names. */
  static Stream<Violation> offences(Field field) {
    JsonNode value = field.value();
    if (value.isTextual()) {
      return field.offenceIf(isReserved(field), REMEDY);
    }
    return Stream.concat(
        Stream.concat(expression(field), field.items().flatMap(ReservedNames::offences)),
        field
            .fields()
            .filter(entry -> !TEXTS.contains(entry.key()))
            .flatMap(
                entry ->
                    Stream.concat(
                        entry.offenceIf(entry.key().startsWith(KEYS), REMEDY), offences(entry))));
  }

  private static boolean isReserved(Field field) {
    String text = field.text();
    return text.equals(INSTALLER)
        || text.endsWith(":" + INSTALLER)
        || text.startsWith(KEYS)
        || (text.equals(MANAGER) && field.key().equals(MANAGED_BY));
  }

  /** A requirement of a label selector that the lab's own pods meet. */
  private static Stream<Violation> expression(Field requirement) {
    boolean isAboutManager = requirement.at("key").text().equals(MANAGED_BY);
    boolean selects =
        switch (requirement.at("operator").text()) {
          case "In" -> requirement.at("values").items().anyMatch(v -> v.text().equals(MANAGER));
          case "Exists" -> true;
          default -> false;
        };
    return requirement.offenceIf(isAboutManager && selects, REMEDY);
  }
}
