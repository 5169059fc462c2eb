package io.github.statefulsetlab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Kubeconfig files for others than the one whom a file belongs to. */
public final class Kubeconfig {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String NAME = "lab";

  private Kubeconfig() {}

  /**
   * Writes a kubeconfig that only this user can read, for the cluster of another one's current
   * context. None of that one's credentials are in it.
   *
   * @param namespace the one that is meant where none is named
   * @return a temporary file, which the caller deletes
   * @throws ClusterException if the other file can't be read or has no current context
   */
  public static Path withToken(Path other, String namespace, String token) {
    try {
      return temporary(withToken(Files.readString(other), other, namespace, token));
    } catch (IOException e) {
      throw new ClusterException(
          "Can't make a kubeconfig out of %s in the temporary folder.".formatted(other), e);
    }
  }

  /** Writes a kubeconfig that only this user can read, and that goes away with this process. */
  static Path temporary(String kubeConfig) throws IOException {
    Path file = Files.createTempFile("statefulset-lab-", ".kubeconfig");
    file.toFile().deleteOnExit();
    return Files.writeString(file, kubeConfig);
  }

  private static String withToken(String yaml, Path file, String namespace, String token)
      throws IOException {
    JsonNode config = YAML.readTree(yaml);
    String current = config.path("current-context").asText();
    JsonNode context = named(config, "context", current, file);
    ObjectNode cluster =
        (ObjectNode) named(config, "cluster", context.path("cluster").asText(), file);
    JsonNode authority = cluster.path("certificate-authority");
    if (authority.isTextual()) {
      cluster.put(
          "certificate-authority",
          file.toAbsolutePath().resolveSibling(authority.asText()).toString());
    }
    ObjectNode made = YAML.createObjectNode();
    made.put("apiVersion", "v1").put("kind", "Config").put("current-context", NAME);
    made.putArray("clusters").addObject().put("name", NAME).set("cluster", cluster);
    made.putArray("users").addObject().put("name", NAME).putObject("user").put("token", token);
    ObjectNode entered = made.putArray("contexts").addObject().put("name", NAME);
    entered.putObject("context").put("cluster", NAME).put("user", NAME).put("namespace", namespace);
    return YAML.writeValueAsString(made);
  }

  private static JsonNode named(JsonNode config, String what, String name, Path file) {
    return StreamSupport.stream(config.path(what + "s").spliterator(), false)
        .filter(entry -> entry.path("name").asText().equals(name))
        .map(entry -> entry.path(what))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterException(
                    "The kubeconfig %s has no %s '%s'. Set its current-context to one that it has: kubectl config use-context."
                        .formatted(file, what, name)));
  }
}
