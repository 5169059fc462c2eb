package io.github.statefulsetlab.cluster.image;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.github.statefulsetlab.support.SortedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The app's image from nothing, for Linux with glibc: a linked runtime, the C library's files that
 * it needs, and the app. No registry is asked for anything.
 */
final class ScratchImage {

  private static final AbsoluteUnixPath JAVA_HOME =
      AbsoluteUnixPath.get(ImageSpec.FOLDER + "/java");

  /** In bytes. With a JDK whose runtime is larger, the archive of its classes is left out. */
  private static final long LARGEST = 50_000_000;

  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  /** The user has a name, and host names are looked up by DNS. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "passwd", "root:x:0:0::/:\ncounter:x:10001:10001::/data:\n",
          "group", "root:x:0:\ncounter:x:10001:\n",
          "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");

  private ScratchImage() {}

  /** Whether this machine has what the image is made of. */
  static boolean isPossible() {
    return System.getProperty("os.name").equals("Linux")
        && !Files.exists(Path.of("/etc/alpine-release"))
        && LinkedRuntime.isPossible();
  }

  /** Writes the tar and returns the image's id. */
  static String write(Path classes, Path workshop, Path tar) throws IOException {
    Path home = workshop.resolve("java");
    List<Path> runtime = new ArrayList<>(LinkedRuntime.link(home));
    SortedSet<Path> libraries = SharedLibraries.neededBy(linked(runtime), home);
    long room = LARGEST - bytes(runtime) - bytes(libraries) - bytes(SortedFiles.below(classes));
    Optional<Path> archive = StartArchive.write(home);
    if (archive.isPresent() && Files.size(archive.get()) <= room) {
      runtime.add(archive.get());
    }
    return ImageSpec.write(
        Jib.fromScratch()
            .addFileEntriesLayer(layer(libraries))
            .addFileEntriesLayer(settings(workshop))
            .addFileEntriesLayer(runtime(runtime, home)),
        JAVA_HOME.resolve("bin/java").toString(),
        classes,
        workshop,
        ImageSpec.to(tar).setOfflineMode(true));
  }

  private static List<Path> linked(List<Path> runtime) {
    return runtime.stream()
        .filter(file -> file.endsWith("bin/java") || file.toString().endsWith(".so"))
        .toList();
  }

  private static long bytes(Iterable<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }

  private static FileEntriesLayer layer(SortedSet<Path> libraries) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("c-library");
    for (Path library : libraries) {
      layer.addEntry(library.toRealPath(), AbsoluteUnixPath.fromPath(library), EXECUTABLE);
    }
    return layer.build();
  }

  private static FileEntriesLayer settings(Path workshop) throws IOException {
    Path etc = Files.createDirectories(workshop.resolve("etc"));
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("settings");
    for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
      layer.addEntry(
          Files.writeString(etc.resolve(setting.getKey()), setting.getValue()),
          AbsoluteUnixPath.get("/etc").resolve(setting.getKey()));
    }
    return layer.build();
  }

  private static FileEntriesLayer runtime(List<Path> runtime, Path home) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("java");
    for (Path file : runtime) {
      AbsoluteUnixPath target = JAVA_HOME.resolve(home.relativize(file));
      if (file.startsWith(home.resolve("bin"))) {
        layer.addEntry(file, target, EXECUTABLE);
      } else {
        layer.addEntry(file, target);
      }
    }
    return layer.build();
  }
}
