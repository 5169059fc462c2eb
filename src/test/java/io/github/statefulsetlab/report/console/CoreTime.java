package io.github.statefulsetlab.report.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The time of all of a machine's cores since it was started, in the kernel's ticks: the first line
 * of {@code /proc/stat}, see <a
 * href="https://www.kernel.org/doc/html/latest/filesystems/proc.html">proc</a>. What others do on
 * the machine is in it, and so are the containers of a Docker engine that runs there.
 */
record CoreTime(long busy, long all) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final String ALL_CORES = "cpu";

  /** user, nice, system, idle, iowait, irq, softirq and steal; those after them are in user. */
  private static final int COLUMNS = 8;

  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISK = 4;

  /** Now; empty where the system does not tell. */
  static Optional<CoreTime> now() {
    try {
      return Files.isReadable(STAT) ? of(Files.readAllLines(STAT)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<CoreTime> of(List<String> stat) {
    return stat.stream()
        .map(line -> line.split("\\s+"))
        .filter(columns -> columns[0].equals(ALL_CORES) && columns.length > COLUMNS)
        .findFirst()
        .map(columns -> Arrays.copyOfRange(columns, 1, COLUMNS + 1))
        .map(ticks -> Arrays.stream(ticks).mapToLong(Long::parseLong).toArray())
        .map(
            ticks -> {
              long all = Arrays.stream(ticks).sum();
              return new CoreTime(all - ticks[IDLE] - ticks[WAITING_FOR_DISK], all);
            });
  }

  /** The share of the cores' time that was used since then, from 0 to 1; 0 if no time went by. */
  double usedSince(CoreTime then) {
    return all <= then.all ? 0 : (double) (busy - then.busy) / (all - then.all);
  }
}
