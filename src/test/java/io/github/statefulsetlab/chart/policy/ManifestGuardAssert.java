package io.github.statefulsetlab.chart.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;

/** Manifests for the tests of the rules, and what the guard makes of them. */
final class ManifestGuardAssert {

  static final String NAMESPACE = "lab-web";

  private ManifestGuardAssert() {}

  static String object(String version, String kind) {
    return "{apiVersion: %s, kind: %s, metadata: {name: x}}".formatted(version, kind);
  }

  static String set(String spec) {
    return "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {template: {spec: {%s}}}}"
        .formatted(spec);
  }

  static String pod(String spec) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {%s}}".formatted(spec);
  }

  /** What begins with a brace would be read as JSON. */
  static Manifests parse(String yaml) {
    return Manifests.parse(yaml.replaceAll("(?m)^[{]", "# YAML\n{"));
  }

  static void assertAllowed(String yaml) {
    assertThatCode(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.OWN))
        .as(yaml)
        .doesNotThrowAnyException();
  }

  static void assertRefusedIfShared(String yaml, String... words) {
    assertAllowed(yaml);
    assertThatExceptionOfType(ChartException.class)
        .as(yaml)
        .isThrownBy(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.SHARED))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
  }

  static void assertRefused(String yaml, String... words) {
    assertThat(parse(yaml).objects()).as("what is guarded").isNotEmpty();
    assertThatExceptionOfType(ChartException.class)
        .as(yaml)
        .isThrownBy(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.OWN))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
  }
}
