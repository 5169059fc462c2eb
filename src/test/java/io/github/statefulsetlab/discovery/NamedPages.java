package io.github.statefulsetlab.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.KubeletRequests;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pages of an app that it names itself: in what the kubelet asks for, in its Ingresses, in the
 * links of its home page and in its OpenAPI document.
 */
final class NamedPages {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Enough for a counter; more would be many requests to an app that has other things to do. */
  private static final int MOST = 20;

  private static final List<String> OPEN_API =
      List.of("/openapi.json", "/swagger.json", "/v3/api-docs", "/swagger/v1/swagger.json");

  private static final Pattern LINK =
      Pattern.compile("(?i)\\bhref\\s*=\\s*[\"']?([^\"'\\s>#?]{1,200})");
  private static final Pattern SCHEME = Pattern.compile("(?i)^(?:[a-z][a-z0-9+.-]*:|//).*");
  private static final Pattern PAGE = Pattern.compile("/[\\w~.:@!$&'()*+,;=/-]{0,200}");
  private static final Pattern ASSET =
      Pattern.compile("(?i).*\\.(css|js|mjs|map|png|jpe?g|gif|svg|ico|webp|woff2?|pdf|zip)");

  /** What may take the count away or end the app is not tried. */
  private static final Pattern NOT_TO_BE_TRIED =
      Pattern.compile(
          "(?i).*(reset|delete|remove|clear|purge|wipe|logout|shutdown|stop|exit|quit|kill|crash|panic|fail|break|sleep|slow|hang|restart|toggle).*");

  private NamedPages() {}

  /** What the kubelet asks the app for, and where Ingresses lead. */
  static List<String> inManifests(PodSpec pods, Stream<HasMetadata> manifests) {
    Stream<String> asked = KubeletRequests.of(pods).stream().map(KubeletRequest::path);
    Stream<String> entered =
        manifests
            .filter(Ingress.class::isInstance)
            .map(Ingress.class::cast)
            .flatMap(NamedPages::paths);
    return tried(Stream.concat(asked, entered));
  }

  private static Stream<String> paths(Ingress ingress) {
    return Stream.ofNullable(ingress.getSpec())
        .flatMap(spec -> Stream.ofNullable(spec.getRules()).flatMap(List::stream))
        .flatMap(rule -> Stream.ofNullable(rule.getHttp()))
        .flatMap(http -> Stream.ofNullable(http.getPaths()).flatMap(List::stream))
        .map(HTTPIngressPath::getPath)
        .filter(Objects::nonNull)
        .map(NamedPages::withoutExpression);
  }

  /** Ingress controllers take regular expressions, as in {@code /api(/|$)(.*)}. */
  private static String withoutExpression(String path) {
    return path.replaceFirst("[(*\\[].*", "");
  }

  /** The pages that the app names when it is asked for its home page and its OpenAPI document. */
  static List<String> toldBy(Function<String, Optional<String>> get) {
    Stream<String> linked = get.apply("/").map(NamedPages::links).stream().flatMap(List::stream);
    Stream<String> documented =
        OPEN_API.stream()
            .map(get)
            .flatMap(Optional::stream)
            .map(NamedPages::documented)
            .filter(pages -> !pages.isEmpty())
            .findFirst()
            .stream()
            .flatMap(List::stream);
    return tried(Stream.concat(documented, linked));
  }

  /** The app's own pages that a page of HTML links to. */
  static List<String> links(String html) {
    return tried(
        LINK.matcher(html)
            .results()
            .map(result -> result.group(1))
            .filter(link -> !SCHEME.matcher(link).matches())
            .map(link -> link.startsWith("/") ? link : "/" + link.replaceFirst("^\\./", "")));
  }

  /** The pages of an OpenAPI document that can be had by GET and without a parameter. */
  static List<String> documented(String document) {
    try {
      JsonNode api = JSON.readTree(document);
      String base = base(api);
      return tried(
          api.path("paths").properties().stream()
              .filter(path -> path.getValue().has("get"))
              .map(path -> base + path.getKey()));
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static String base(JsonNode api) {
    String base = api.path("servers").path(0).path("url").asText(api.path("basePath").asText(""));
    return base.startsWith("/") ? base.replaceFirst("/+$", "") : "";
  }

  private static List<String> tried(Stream<String> pages) {
    return pages
        .filter(page -> PAGE.matcher(page).matches() && !page.contains(".."))
        .filter(page -> !ASSET.matcher(page).matches() && !NOT_TO_BE_TRIED.matcher(page).matches())
        .distinct()
        .limit(MOST)
        .toList();
  }
}
