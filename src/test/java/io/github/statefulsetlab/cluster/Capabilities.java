package io.github.statefulsetlab.cluster;

import java.util.List;
import java.util.stream.IntStream;

/** Names of Linux capabilities by their bit, as {@code linux/capability.h} numbers them. */
final class Capabilities {

  private static final List<String> NAMES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE",
          "SYS_PACCT",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_NICE",
          "SYS_RESOURCE",
          "SYS_TIME",
          "SYS_TTY_CONFIG",
          "MKNOD",
          "LEASE",
          "AUDIT_WRITE",
          "AUDIT_CONTROL",
          "SETFCAP",
          "MAC_OVERRIDE",
          "MAC_ADMIN",
          "SYSLOG",
          "WAKE_ALARM",
          "BLOCK_SUSPEND",
          "AUDIT_READ",
          "PERFMON",
          "BPF",
          "CHECKPOINT_RESTORE");

  private Capabilities() {}

  /**
   * Which capabilities are not in a bounding set.
   *
   * @param boundingSet the set in hexadecimal, as {@code /proc/self/status} shows it
   * @param last the highest capability that the kernel knows
   */
  static List<String> missing(String boundingSet, int last) {
    long bits = Long.parseUnsignedLong(boundingSet, 16);
    return IntStream.rangeClosed(0, Math.min(last, NAMES.size() - 1))
        .filter(bit -> (bits & (1L << bit)) == 0)
        .mapToObj(NAMES::get)
        .toList();
  }
}
