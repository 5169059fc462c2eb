package io.github.statefulsetlab.sandbox;

import java.util.List;
import java.util.stream.Stream;

/**
 * What requests to an app say of who sends them: a browser's words, so that an app can't serve the
 * grader something else than its visitors.
 */
public final class Browser {

  public static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  /** In what {@code wget} says of an answer whose status is 400 or above. */
  public static final String ERROR_STATUS = "server returned error";

  /** Options of {@code wget}, whose own requests can be told by what they do not accept. */
  private static final List<String> OF_WGET =
      List.of(
          "-U",
          AGENT,
          "--header",
          "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "--header",
          "Accept-Language: en-US,en;q=0.5",
          "--header",
          "Accept-Encoding: gzip, deflate");

  /** The arguments of a script whose last ones make {@code wget} such a browser. */
  public static String[] argumentsAfter(String... first) {
    return Stream.concat(Stream.of(first), OF_WGET.stream()).toArray(String[]::new);
  }

  private Browser() {}
}
