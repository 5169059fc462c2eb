package io.github.statefulsetlab.kube;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** URLs of the container's own in the words of a command, in whatever language it is written. */
final class LocalUrls {

  /** With a scheme or a port, else a word such as localhost says nothing. */
  private static final Pattern URL =
      Pattern.compile(
          "(?:(?<scheme>https?)://)?"
              + "(?:localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[::1]|\\$\\(hostname[^)]{0,100}+\\)|\\$\\{?(?:HOSTNAME|POD_IP|POD_NAME)}?)"
              + "(?::(?<port>\\d{1,5}|\\$\\{?\\w+}?))?"
              + "(?<path>/[^\\s\"'`|;&)<>\\\\,]*)?");

  /** A URL; the path has no query. */
  record Found(Optional<String> port, String path) {}

  private LocalUrls() {}

  static List<Found> in(List<String> command) {
    return command.stream()
        .flatMap(word -> URL.matcher(word).results())
        .flatMap(LocalUrls::found)
        .distinct()
        .toList();
  }

  private static Stream<Found> found(MatchResult match) {
    String scheme = match.group(1);
    String port = match.group(2);
    String path = match.group(3);
    if (scheme == null && port == null) {
      return Stream.empty();
    }
    return Stream.of(
        new Found(
            Optional.ofNullable(port).filter(text -> text.matches("\\d+")), withoutQuery(path)));
  }

  /** The word with another path in each of its URLs that ask for this one. */
  static String redirected(String word, String from, String to) {
    Matcher url = URL.matcher(word);
    StringBuilder text = new StringBuilder();
    while (url.find()) {
      String whole = url.group();
      String path = url.group("path");
      boolean asks =
          (url.group("scheme") != null || url.group("port") != null)
              && withoutQuery(path).equals(from);
      String kept = whole.substring(0, whole.length() - (path == null ? 0 : path.length()));
      url.appendReplacement(text, Matcher.quoteReplacement(asks ? kept + to : whole));
    }
    return url.appendTail(text).toString();
  }

  static String withoutQuery(String path) {
    String page = path == null ? "" : path.replaceFirst("[?#].*", "");
    return page.isEmpty() ? "/" : page;
  }
}
