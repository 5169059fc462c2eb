package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

  private static final String ADMIN =
      """
      apiVersion: v1
      kind: Config
      current-context: b
      clusters:
      - {name: one, cluster: {server: "https://one:6443"}}
      - {name: two, cluster: {server: "https://two:6443", certificate-authority: pki/ca.crt, tls-server-name: two.example}}
      contexts:
      - {name: a, context: {cluster: one, user: admin}}
      - {name: b, context: {cluster: two, user: admin, namespace: kube-system}}
      users:
      - {name: admin, user: {token: admins, client-key-data: c2VjcmV0}}
      """;

  @TempDir Path folder;

  @Test
  void leadsToTheSameClusterAsSomebodyElse() throws IOException {
    Path made = made(ADMIN);

    String text = Files.readString(made);
    Config read = Config.fromKubeconfig(text);
    assertThat(read.getMasterUrl()).startsWith("https://two:6443");
    assertThat(read.getNamespace()).isEqualTo("lab-web");
    assertThat(read.getAutoOAuthToken()).isEqualTo("installers");
    assertThat(text)
        .contains("tls-server-name: \"two.example\"", folder.resolve("pki/ca.crt").toString())
        .doesNotContain("admin", "c2VjcmV0", "https://one");
  }

  @Test
  void isForNobodyElsesEyes() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made(ADMIN))))
        .isEqualTo("rw-------");
  }

  @Test
  void cantBeMadeWithoutACurrentContext() {
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> made(ADMIN.replace("current-context: b", "current-context: c")))
        .withMessageContaining("no context 'c'")
        .withMessageContaining("admin.kubeconfig");
  }

  private Path made(String admin) throws IOException {
    Path file = Files.writeString(folder.resolve("admin.kubeconfig"), admin);
    return Kubeconfig.withToken(file, "lab-web", "installers");
  }
}
