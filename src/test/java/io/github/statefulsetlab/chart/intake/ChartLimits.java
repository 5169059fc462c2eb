package io.github.statefulsetlab.chart.intake;

import io.github.statefulsetlab.chart.ChartException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much a chart may bring, counted while it is read: once it is used up, nothing more is read.
 * Archives inside the chart share the allowance of the chart.
 */
final class ChartLimits {

  /** Files and folders. */
  static final int ENTRIES = 2_000;

  /** Helm's own limit is the same. */
  static final int FILE_MEGABYTES = 5;

  static final int ALL_MEGABYTES = 50;

  private static final long MEGABYTE = 1 << 20;

  /** What a tar adds to its files: headers and padding, at most 2 KB each, and its end. */
  private static final long ARCHIVE_BYTES = (ALL_MEGABYTES + 10) * MEGABYTE;

  private final Path given;
  private int entries;
  private long bytes;
  private long unpacked;

  /**
   * An allowance that nothing was taken from.
   *
   * @param given the chart, as messages name it
   */
  ChartLimits(Path given) {
    this.given = given;
  }

  /**
   * Takes one file or folder from it.
   *
   * @throws ChartException if there are too many
   */
  void take() {
    entries++;
    if (entries > ENTRIES) {
      throw new ChartException(
          String.format(
              Locale.ROOT,
              "The chart %s has more than %,d files and folders. Remove files that are not part of the chart.",
              given,
              ENTRIES));
    }
  }

  /**
   * Copies a file.
   *
   * @param name its name inside the chart
   * @throws ChartException if it is too large, or all files together are
   */
  void copy(InputStream from, OutputStream to, String name) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      size += read;
      bytes += read;
      if (size > FILE_MEGABYTES * MEGABYTE) {
        throw new ChartException(
            "%s in the chart %s is larger than %d MB. Take it out of the chart."
                .formatted(name, given, FILE_MEGABYTES));
      }
      if (bytes > ALL_MEGABYTES * MEGABYTE) {
        throw new ChartException(
            "The files of the chart %s are larger than %d MB in all. Remove files that are not part of the chart."
                .formatted(given, ALL_MEGABYTES));
      }
      to.write(buffer, 0, read);
    }
  }

  /**
   * What an archive unpacks to.
   *
   * @return a stream that throws a {@link ChartException} when it gets too long
   */
  InputStream unpacked(InputStream from) {
    return new FilterInputStream(from) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
      }

      @Override
      public long skip(long length) throws IOException {
        long skipped = super.skip(length);
        count(skipped);
        return skipped;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  private void count(long more) {
    unpacked += more;
    if (unpacked > ARCHIVE_BYTES) {
      throw new ChartException(
          "%s unpacks to more than %d MB. Remove files that are not part of the chart."
              .formatted(given, ALL_MEGABYTES));
    }
  }
}
