package io.github.statefulsetlab.counter;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The forms a page comes in. Where a client likes several equally, the first one here is chosen.
 */
enum Media {
  TEXT("text/plain"),
  HTML("text/html"),
  JSON("application/json");

  private final String type;

  Media(String type) {
    this.type = type;
  }

  String contentType() {
    return this == JSON ? type : type + "; charset=utf-8";
  }

  /**
   * What suits a client best by its {@code Accept} header (RFC 9110, 12.5.1): the most specific
   * range that matches a form decides on its quality. Empty when the client refuses all forms. No
   * header, or one that makes no sense, is taken as {@code *}{@code /*}.
   */
  static Optional<Media> acceptable(List<String> accept) {
    List<Range> ranges =
        accept.stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .flatMap(range -> Range.parse(range).stream())
            .toList();
    if (ranges.isEmpty()) {
      return Optional.of(TEXT);
    }
    return Arrays.stream(values())
        .filter(media -> media.quality(ranges) > 0)
        .max(
            Comparator.<Media>comparingDouble(media -> media.quality(ranges))
                .thenComparing(Comparator.reverseOrder()));
  }

  /** What to tell a client that accepts none of the forms. */
  static String offer() {
    return Arrays.stream(values())
        .map(media -> media.type)
        .collect(Collectors.joining(", ", "This page comes as one of ", "."));
  }

  private double quality(List<Range> ranges) {
    return ranges.stream()
        .filter(range -> range.covers(type))
        .max(Comparator.comparingInt(Range::specificity).thenComparingDouble(Range::quality))
        .map(Range::quality)
        .orElse(0.0);
  }

  private record Range(String type, double quality) {

    private static final String ANY = "*/*";

    static Optional<Range> parse(String text) {
      String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
      String type = parts[0].equals("*") ? ANY : parts[0];
      if (!type.matches("\\*/\\*|[^\\s/*]+/(\\*|[^\\s/*]+)")) {
        return Optional.empty();
      }
      String quality =
          Arrays.stream(parts).filter(part -> part.startsWith("q=")).findFirst().orElse("q=1");
      return quality.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?|\\.\\d{1,3})")
          ? Optional.of(new Range(type, Double.parseDouble(quality.substring(2))))
          : Optional.empty();
    }

    boolean covers(String other) {
      return type.equals(ANY)
          || type.equals(other)
          || (type.endsWith("/*") && other.startsWith(type.substring(0, type.length() - 1)));
    }

    int specificity() {
      return type.equals(ANY) ? 0 : type.endsWith("/*") ? 1 : 2;
    }
  }
}
