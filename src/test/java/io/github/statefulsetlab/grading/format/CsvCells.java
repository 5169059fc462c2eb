package io.github.statefulsetlab.grading.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cells of somebody else's CSV file with the places where they stand, so that some can be
 * replaced while every other byte stays as it was: byte order mark, line ends, quotes, separator.
 */
final class CsvCells {

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
  private static final char QUOTE = '"';

  /**
   * A cell.
   *
   * @param from where it begins, its quotes included, in bytes
   * @param to where it ends
   * @param text without the quotes
   */
  record Cell(int from, int to, String text) {}

  /** One char for each byte: what is not ASCII can't be a separator, a quote or a line end. */
  private final String bytes;

  private final Charset charset;
  private final char separator;
  private final List<List<Cell>> lines = new ArrayList<>();

  private CsvCells(String bytes, Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
    int start = bytes.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    this.separator = separator(bytes.substring(start));
    for (int at = start; at < bytes.length(); ) {
      at = readLine(at);
    }
  }

  /**
   * Reads the file.
   *
   * @throws FormatException if it is not text of one byte for each separator
   */
  static CsvCells of(byte[] content) {
    String bytes = new String(content, StandardCharsets.ISO_8859_1);
    if (bytes.indexOf('\0') >= 0) {
      throw new FormatException(
          "The grade book is not UTF-8. Save it as \"CSV UTF-8\" and try again.");
    }
    return new CsvCells(bytes, charset(content));
  }

  /** Spreadsheet programs on Windows write their own charset. */
  private static Charset charset(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return Charset.forName("windows-1252");
    }
  }

  /** The one that the first line has most often outside quotes. */
  private static char separator(String text) {
    int[] seen = new int[128];
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == QUOTE;
      if (!quoted && (c == '\n' || c == '\r')) {
        break;
      }
      if (!quoted && c < seen.length) {
        seen[c]++;
      }
    }
    char likelier = seen['\t'] > seen[';'] ? '\t' : ';';
    return seen[likelier] > seen[','] ? likelier : ',';
  }

  /** Reads a line and returns where the next one begins. */
  private int readLine(int start) {
    List<Cell> line = new ArrayList<>();
    int at = start;
    while (true) {
      int end = endOfCell(at);
      line.add(new Cell(at, end, text(at, end)));
      if (end == bytes.length() || bytes.charAt(end) != separator) {
        lines.add(List.copyOf(line));
        return afterLineEnd(end);
      }
      at = end + 1;
    }
  }

  /** A quotation mark inside a cell that does not begin with one is a character like others. */
  private int endOfCell(int from) {
    int first = from;
    while (bytes.startsWith(" ", first)) {
      first++;
    }
    int at = bytes.startsWith("\"", first) ? afterQuotes(first) : from;
    while (at < bytes.length() && !isEnd(bytes.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isEnd(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  /** Two quotation marks inside a quoted cell are one of its text. */
  private int afterQuotes(int from) {
    int at = bytes.indexOf(QUOTE, from + 1);
    while (at >= 0 && bytes.startsWith("\"\"", at)) {
      at = bytes.indexOf(QUOTE, at + 2);
    }
    if (at < 0) {
      throw new FormatException(
          "Line %d of the grade book begins a cell with a quotation mark that is never closed. Download it again."
              .formatted(lineOf(from)));
    }
    return at + 1;
  }

  /** The number of the line that a place is in, as an editor shows it. */
  private int lineOf(int place) {
    return (int)
            bytes
                .substring(0, place)
                .replace("\r\n", "\n")
                .chars()
                .filter(CsvCells::endsLine)
                .count()
        + 1;
  }

  private static boolean endsLine(int c) {
    return c == '\n' || c == '\r';
  }

  /** The number of the line that a cell begins in, as an editor shows it. */
  int lineOf(Cell cell) {
    return lineOf(cell.from());
  }

  private int afterLineEnd(int end) {
    return bytes.startsWith("\r\n", end) ? end + 2 : end + 1;
  }

  private String text(int from, int to) {
    String raw =
        new String(bytes.substring(from, to).getBytes(StandardCharsets.ISO_8859_1), charset);
    String cell = raw.strip();
    boolean quoted = cell.length() > 1 && cell.charAt(0) == QUOTE && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : raw;
  }

  /** All lines with at least one cell; a line of nothing is one empty cell. */
  List<List<Cell>> lines() {
    return lines;
  }

  /** The file with other text in these cells, and not another byte changed. */
  byte[] with(Map<Cell, String> replaced) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    List<Cell> inOrder =
        lines.stream().flatMap(List::stream).filter(replaced::containsKey).toList();
    for (Cell cell : inOrder) {
      text.append(bytes, at, cell.from())
          .append(written(cell, replaced.getOrDefault(cell, cell.text())));
      at = cell.to();
    }
    return text.append(bytes.substring(at)).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A minus sign that is not a hyphen is in no charset of spreadsheet programs. */
  private String written(Cell cell, String wanted) {
    String text = charset.equals(StandardCharsets.UTF_8) ? wanted : wanted.replace('\u2212', '-');
    boolean quoted =
        bytes.startsWith("\"", cell.from())
            || text.chars().anyMatch(c -> c == separator || c == QUOTE || c == '\n' || c == '\r');
    String cellText = quoted ? QUOTE + text.replace("\"", "\"\"") + QUOTE : text;
    return new String(cellText.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}
