package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{image: 'docker.io/bitnami/postgresql:16'}|its image is docker.io/bitnami/postgresql:16",
        "{image: 'redis'}|its image is redis",
        "{image: 'registry.example.com/team/mongodb-sharded@sha256:1'}|its image is",
        "{image: 'team/db:1', ports: [{containerPort: 5432}]}|port 5432 is PostgreSQL's",
        "{image: 'team/db:1', readinessProbe: {exec: {command: [sh, -c, 'exec pg_isready -U app']}}}|a probe runs pg_isready"
      })
  void areToldByImagePortOrProbe(String container, String sign) {
    assertThat(Databases.sign(read(container)))
        .hasValueSatisfying(s -> assertThat(s).startsWith(sign));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{image: 'team/app:1', ports: [{containerPort: 5000}]}",
        "{image: 'team/redis-counter-ui:1', readinessProbe: {httpGet: {path: /, port: 80}}}",
        "{image: 'team/flask-redis:1'}",
        "{image: 'team/redis-counter:1'}",
        "{image: 'team/app:1', livenessProbe: {exec: {command: [cat, /tmp/healthy]}}}",
        "{image: 'team/app:1', ports: [{containerPort: 8000}, {containerPort: 5432}]}"
      })
  void areNotSeenInWebApps(String container) {
    assertThat(Databases.sign(read(container))).isEmpty();
  }

  /** What begins with a brace is taken for JSON. */
  private static Container read(String yaml) {
    return Serialization.unmarshal("---\n" + yaml, Container.class);
  }
}
