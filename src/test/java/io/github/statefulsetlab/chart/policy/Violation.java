package io.github.statefulsetlab.chart.policy;

/**
 * What a chart may not ask for.
 *
 * @param object kind and name, as in {@code StatefulSet/web}
 * @param field its path, as in {@code spec.template.spec.hostNetwork}
 * @param value what it says there
 * @param remedy what to do instead, as a sentence
 */
record Violation(String object, String field, String value, String remedy) {

  @Override
  public String toString() {
    return "%s, %s (%s): %s".formatted(object, field, value, remedy);
  }
}
