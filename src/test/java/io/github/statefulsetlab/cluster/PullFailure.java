package io.github.statefulsetlab.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why an image could not be pulled, in the words of the Docker engine or the registry. */
final class PullFailure {

  private static final int LONGEST = 200;

  /** As the engine's client shows an answer: {@code Status 404: {"message":"…"}}. */
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What was answered where an image was looked for may be a page of somebody else's. */
  private static final Pattern BODY = Pattern.compile("(?s)(response body)\\b.*");

  private PullFailure() {}

  /** The message in one line of at most {@value #LONGEST} characters. */
  static String words(@Nullable String said) {
    String text = said == null ? "" : said;
    Matcher message = MESSAGE.matcher(text);
    String words = message.find() ? message.group(1).replace("\\\"", "\"") : text;
    String line = BODY.matcher(words).replaceAll("$1 left out").replaceAll("\\s+", " ").strip();
    if (line.isEmpty()) {
      return "the Docker engine does not say why";
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST).strip() + " …" : line;
  }
}
