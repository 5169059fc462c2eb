package io.github.statefulsetlab.chart.helm;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What keeps a process that renders charts apart from the machine: a network namespace of its own,
 * which has a loopback interface only, and a root folder of its own. Linux gives both to root, and
 * where it has user namespaces to everybody; other systems give neither.
 */
final class Jail {

  private static final int ADDRESS_FAMILY_INET = 2;
  private static final int DATAGRAM = 2;
  private static final long SET_INTERFACE_FLAGS = 0x8914;
  private static final short UP_AND_RUNNING = 0x41;
  private static final int INTERFACE_REQUEST_BYTES = 40;
  private static final int INTERFACE_NAME_BYTES = 16;

  private static final List<List<String>> WAYS =
      List.of(
          List.of("unshare", "--net", "--"),
          List.of("unshare", "--user", "--map-root-user", "--net", "--"));

  /** The C library's functions, by their own names. */
  interface C extends Library {
    int chroot(String folder);

    int chdir(String folder);

    int socket(int family, int type, int protocol);

    int ioctl(int socket, NativeLong request, byte[] argument);

    int close(int socket);
  }

  private Jail() {}

  /**
   * What a command has to begin with to run without this machine's network; empty where that is not
   * possible.
   */
  static List<String> withoutNetwork() {
    return Way.FOUND;
  }

  /** Tried once, when first asked for. */
  private static final class Way {
    static final List<String> FOUND =
        WAYS.stream().filter(Jail::works).findFirst().orElse(List.of());
  }

  private static boolean works(List<String> way) {
    try {
      Process process =
          new ProcessBuilder(Stream.concat(way.stream(), Stream.of("true")).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Switches the loopback interface of a new network namespace on. */
  static void bringUpLoopback() {
    byte[] request =
        ByteBuffer.allocate(INTERFACE_REQUEST_BYTES)
            .order(ByteOrder.nativeOrder())
            .put("lo".getBytes(StandardCharsets.US_ASCII))
            .position(INTERFACE_NAME_BYTES)
            .putShort(UP_AND_RUNNING)
            .array();
    C c = library();
    int socket = c.socket(ADDRESS_FAMILY_INET, DATAGRAM, 0);
    c.ioctl(socket, new NativeLong(SET_INTERFACE_FLAGS), request);
    c.close(socket);
  }

  /**
   * Makes a folder the root folder of this process, in which the folder keeps its path.
   *
   * @return whether the system allows it
   */
  static boolean enter(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Path inside = real.resolve(Path.of("/").relativize(real));
    Files.createDirectories(inside.getParent());
    Files.createSymbolicLink(inside, Path.of("/"));
    C c = library();
    return c.chroot(real.toString()) == 0 && c.chdir("/") == 0;
  }

  private static C library() {
    return Native.load("c", C.class);
  }
}
