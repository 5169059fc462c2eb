package io.github.statefulsetlab.sandbox;

/**
 * What requests to an app say of who sends them: a browser's words, so that an app can't serve the
 * grader something else than its visitors.
 */
public final class Browser {

  public static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private Browser() {}
}
