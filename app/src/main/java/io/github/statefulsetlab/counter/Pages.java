package io.github.statefulsetlab.counter;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** What is shown, as text, HTML or JSON. */
final class Pages {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final String pod;
  private final Clock clock;

  Pages(String pod, Clock clock) {
    this.pod = pod;
    this.clock = clock;
  }

  /** The page that is visited. */
  String visit(Media media, long count) {
    ZonedDateTime now = clock.instant().atZone(MOSCOW).truncatedTo(ChronoUnit.SECONDS);
    return switch (media) {
      case TEXT ->
          "Visits: %d\nPod: %s\nTime in Moscow: %s\n".formatted(count, pod, TIME.format(now));
      case HTML ->
          html(
              "Time in Moscow",
              """
              <h1>%s</h1>
              <p>Time in Moscow</p>
              <p>Visit <strong id="visits">%d</strong> of pod <code id="pod">%s</code></p>
              """
                  .formatted(TIME.format(now), count, escape(pod)));
      case JSON ->
          Json.object(
              members(
                  "visits", count,
                  "pod", pod,
                  "time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now),
                  "zone", MOSCOW));
    };
  }

  /** The page that tells the count. */
  String count(Media media, long count) {
    return switch (media) {
      case TEXT -> count + "\n";
      case HTML ->
          html(
              "Visits",
              "<p>Pod <code id=\"pod\">%s</code> has counted <strong id=\"visits\">%d</strong> visits</p>\n"
                  .formatted(escape(pod), count));
      case JSON -> Json.object(members("visits", count, "pod", pod));
    };
  }

  /** Names and what they stand for. */
  static String list(Media media, String title, Map<String, String> entries) {
    return switch (media) {
      case TEXT -> lines(entries, "%s: %s\n"::formatted);
      case HTML ->
          html(
              title,
              "<dl>\n"
                  + lines(
                      entries,
                      (name, value) ->
                          "<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(value)))
                  + "</dl>\n");
      case JSON -> Json.object(entries);
    };
  }

  /** The page that says why there is no other. */
  static String error(Media media, int status, String message) {
    return switch (media) {
      case TEXT -> message + "\n";
      case HTML ->
          html("Error " + status, "<h1>%d</h1>\n<p>%s</p>\n".formatted(status, escape(message)));
      case JSON -> Json.object(members("status", status, "error", message));
    };
  }

  private static String lines(Map<String, String> entries, BinaryOperator<String> line) {
    return entries.entrySet().stream()
        .map(entry -> line.apply(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return members;
  }

  private static String html(String title, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <style>body { font: 1.2rem system-ui, sans-serif; margin: 4rem auto; max-width: 40rem; padding: 0 1rem }</style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(title, body);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
