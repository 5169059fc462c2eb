package io.github.statefulsetlab.cluster.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the C library that programs are linked to, found as the dynamic linker finds them.
 */
final class SharedLibraries {

  /**
   * {@code libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)}, or the linker itself without an
   * arrow.
   */
  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

  /** Opened by name when a host name is looked up, by a C library older than 2.34. */
  private static final List<String> NAME_SERVICES =
      List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

  private SharedLibraries() {}

  /**
   * Absolute paths of all libraries that these programs and libraries need, without those that lie
   * in {@code inside} themselves.
   */
  static SortedSet<Path> neededBy(List<Path> programs, Path inside) throws IOException {
    SortedSet<Path> libraries = new TreeSet<>();
    for (String line : ldd(programs)) {
      Matcher library = LIBRARY.matcher(line);
      if (library.find() && !Path.of(library.group(1)).normalize().startsWith(inside)) {
        libraries.add(Path.of(library.group(1)));
      }
    }
    if (libraries.isEmpty()) {
      throw new ImageBuildException("ldd finds no C library for " + programs + ".");
    }
    libraries.addAll(nameServices(libraries));
    return libraries;
  }

  private static List<Path> nameServices(SortedSet<Path> libraries) {
    List<Path> found = new ArrayList<>();
    for (Path library : libraries) {
      if (library.endsWith("libc.so.6")) {
        NAME_SERVICES.stream()
            .map(library::resolveSibling)
            .filter(Files::exists)
            .forEach(found::add);
      }
    }
    return found;
  }

  private static List<String> ldd(List<Path> programs) throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    programs.forEach(program -> command.add(program.toString()));
    Process ldd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines().toList();
  }
}
