package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Pod Security level {@code restricted} has against a StatefulSet. Labs enforce {@code
 * baseline}; the API server says the rest in {@code Warning} headers (RFC 9111, 5.5).
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public final class PodSecurity {

  private static final Pattern WARNING =
      Pattern.compile("would violate PodSecurity \\\\?\"restricted:[^:]*: (.*?)\"?$");

  /** Which containers are meant, and what they must set. */
  private static final Pattern DETAIL = Pattern.compile(" \\([^)]*\\)");

  private PodSecurity() {}

  /** A note for the grade where the namespace's pods would not be let in at that level. */
  public static Optional<String> note(KubernetesClient client, String namespace, StatefulSet set) {
    return warnings(client, namespace, set).stream()
        .flatMap(header -> objections(header).stream())
        .findFirst()
        .map(
            objections ->
                "Pod Security level restricted would refuse its pods (%s); labs ask for baseline"
                    .formatted(objections));
  }

  /** The rules that are broken, as the header names them. */
  static Optional<String> objections(String header) {
    Matcher matcher = WARNING.matcher(header);
    return matcher.find()
        ? Optional.of(DETAIL.matcher(matcher.group(1)).replaceAll(""))
        : Optional.empty();
  }

  /** Creates it under another name, as a dry run. It is only for a note: none is no fault. */
  private static List<String> warnings(KubernetesClient client, String namespace, StatefulSet set) {
    StatefulSet another =
        new StatefulSetBuilder(set)
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("statefulset-lab-pod-security")
            .endMetadata()
            .withStatus(null)
            .build();
    HttpClient http = client.getHttpClient();
    try {
      HttpResponse<byte[]> answer =
          http.sendAsync(
                  http.newHttpRequestBuilder()
                      .uri(
                          ApiUrl.of(
                              client,
                              "/apis/apps/v1/namespaces/%s/statefulsets?dryRun=All"
                                  .formatted(namespace)))
                      .post("application/json", Serialization.asJson(another))
                      .build(),
                  byte[].class)
              .get(Timeouts.SHOW.toSeconds(), TimeUnit.SECONDS);
      return answer.headers("Warning");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    }
  }
}
