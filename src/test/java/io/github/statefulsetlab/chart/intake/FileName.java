package io.github.statefulsetlab.chart.intake;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a file as the file system has it: bytes, which need not be a text. */
final class FileName {

  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-F]{2})");
  private static final int FIRST_PRINTABLE = ' ';
  private static final int LAST_PRINTABLE = '~';

  private FileName() {}

  /** Whether the name can be written down, so that the file is found again by it. */
  static boolean isText(Path file) {
    return file.resolveSibling(String.valueOf(file.getFileName())).equals(file);
  }

  /** The name with each byte that is not a printable character of ASCII as a shell writes it. */
  static String escaped(Path file) {
    String address = file.toUri().getRawPath().replaceFirst("/$", "");
    return ESCAPED
        .matcher(address.substring(address.lastIndexOf('/') + 1))
        .replaceAll(found -> Matcher.quoteReplacement(shown(found)));
  }

  private static String shown(MatchResult escaped) {
    int code = Integer.parseInt(escaped.group(1), 16);
    boolean printable = code >= FIRST_PRINTABLE && code <= LAST_PRINTABLE;
    return printable ? String.valueOf((char) code) : "\\x%02x".formatted(code);
  }
}
