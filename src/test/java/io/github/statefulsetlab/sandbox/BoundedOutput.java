package io.github.statefulsetlab.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first megabyte of what is written to it: a command may never stop printing. */
public final class BoundedOutput extends OutputStream {

  public static final int MOST = 1024 * 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long dropped;

  @Override
  public synchronized void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    int room = Math.min(length, MOST - kept.size());
    kept.write(bytes, from, room);
    dropped += length - room;
  }

  public synchronized boolean isFull() {
    return kept.size() == MOST;
  }

  /** What was kept, and how much was not. */
  public synchronized String text() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return dropped == 0 ? text : "%s%n[cut here: %d more bytes]".formatted(text, dropped);
  }
}
