package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command of a container that runs an HTTP client, such as {@code while sleep 1; do curl web/;
 * done}. What only names a URL, as a proxy does, asks for nothing by itself.
 *
 * @param words of the command and its arguments; none where it runs no client
 */
public record ClientCommand(List<String> words) {

  private static final Pattern CLIENT =
      Pattern.compile(
          "(?<![\\w/-])(?:/(?:usr/)?(?:local/)?bin/)?(?:curl|wget|http|https|hey|ab|wrk|siege|vegeta)(?=\\s|$)"
              + "|\\burlopen\\(|\\brequests\\.(?:get|Session)\\b|\\bfetch\\(");

  /** What a container runs. */
  public static ClientCommand of(Container container) {
    List<String> words =
        Stream.of(container.getCommand(), container.getArgs())
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .toList();
    return new ClientCommand(
        words.stream().anyMatch(word -> CLIENT.matcher(word).find()) ? words : List.of());
  }

  /** The URLs in it that ask a page of the container's own pod. */
  public List<String> urlsOfItsPod(int port, String page) {
    return LocalUrls.in(words).stream()
        .filter(url -> url.path().equals(page))
        .filter(url -> url.port().map(String.valueOf(port)::equals).orElse(port == 80))
        .map(url -> "http://localhost%s%s".formatted(url.port().map(p -> ":" + p).orElse(""), page))
        .toList();
  }

  /**
   * The URLs in it that ask a page of one of these Services, or of a pod behind one. A name alone,
   * without scheme, port and path, may be any word.
   */
  public List<String> urlsOf(Collection<String> services, String page) {
    if (services.isEmpty()) {
      return List.of();
    }
    String names = services.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    Pattern url =
        Pattern.compile(
            "(?<![\\w./-])(https?://)?(?:[a-z0-9-]+\\.)?(?:%s)(?:\\.[a-z0-9.-]+)?(:\\d+)?(/[^\\s\"'`|;&)<>\\\\,]*)?(?![\\w-])"
                .formatted(names));
    return words.stream()
        .flatMap(word -> url.matcher(word).results())
        .filter(found -> found.group(1) != null || found.group(2) != null || found.group(3) != null)
        .filter(found -> LocalUrls.withoutQuery(found.group(3)).equals(page))
        .map(MatchResult::group)
        .toList();
  }
}
