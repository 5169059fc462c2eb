package io.github.statefulsetlab.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that people write, whatever they turn out to be. */
public final class TextFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The file is not a text of the size that it may have; the message names the place and a remedy.
   */
  public static final class NotTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NotTextException(String message) {
      super(message);
    }
  }

  /**
   * The text of a file, without a byte order mark.
   *
   * @param name of the file in a message
   * @param most the number of bytes that it may have
   * @throws NotTextException if it has more, can't be read, or is not UTF-8
   */
  public static String read(Path file, String name, int most) {
    try {
      if (Files.isDirectory(file)) {
        throw new NotTextException(name + ": it is a folder. Give a file.");
      }
      long size = Files.size(file);
      if (size > most) {
        throw new NotTextException(
            "%s: it has %d bytes, and %d are the most. Is it the right file?"
                .formatted(name, size, most));
      }
      return text(Files.readAllBytes(file), name);
    } catch (IOException e) {
      throw new NotTextException(
          name + ": it can't be read (" + e + "). Check the path and who may read it.");
    }
  }

  private static String text(byte[] content, String name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer chars = CharBuffer.allocate(content.length);
    CoderResult result = decoder.decode(bytes, chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      throw notText(text, name, "this is not UTF-8. Save the file as \"UTF-8\"");
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw notText(text.substring(0, nul), name, "there is a zero byte. Is it a text file?");
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static NotTextException notText(String before, String name, String what) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new NotTextException(
        "%s:%d:%d: %s%s".formatted(name, line, column, what, what.endsWith("?") ? "" : "."));
  }
}
