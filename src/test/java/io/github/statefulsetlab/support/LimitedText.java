package io.github.statefulsetlab.support;

/**
 * A text that a regular expression may look at only so often. Java's matcher can not be
 * interrupted, and goes back so often on some texts that it does not end.
 */
public final class LimitedText implements CharSequence {

  /** What is thrown when the text was looked at too often. */
  public static final class TooOften extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooOften() {
      super("Takes too long to search.", null, false, false);
    }
  }

  private final String text;
  private int left;

  /**
   * A text that was not looked at.
   *
   * @param most how many characters may be looked at; a hundred million take about a second
   */
  public LimitedText(String text, int most) {
    this.text = text;
    this.left = most;
  }

  @Override
  public int length() {
    return text.length();
  }

  /**
   * A character of it.
   *
   * @throws TooOften if none may be looked at any more
   */
  @Override
  public char charAt(int index) {
    if (left == 0) {
      throw new TooOften();
    }
    left--;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
