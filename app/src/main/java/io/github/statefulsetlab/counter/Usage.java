package io.github.statefulsetlab.counter;

/** What the command line takes, and what the process ends with. */
final class Usage {

  static final int GOOD = 0;
  static final int FAILED = 1;
  static final int BAD = 2;

  static final String TEXT =
      """
      counter %s: counts visits, and keeps the count in a file.

        counter                        serve; settings come from the environment (see app/README.md)
        counter check URL...           ask each URL; succeeds if all answer 200
        counter check --visit URL...   visit the app at each URL; succeeds if every count grew
        counter --help | --version
      """
          .formatted(Version.NUMBER);

  private Usage() {}

  /** Says on standard error what is wrong with the arguments. */
  static int bad(String message) {
    System.err.println(message);
    System.err.print(TEXT);
    return BAD;
  }
}
