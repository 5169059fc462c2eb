package io.github.statefulsetlab.chart.helm;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import io.github.statefulsetlab.support.Lazy;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Helm's library, unpacked once for all processes and kept between runs. helm-java would unpack its
 * 94 MB for each process.
 */
public final class UnpackedLibrary implements NativeLibrary {

  /** Names the file to a process; where it does not, helm-java unpacks the library itself. */
  private static final String PROPERTY = "statefulset-lab.helm-library";

  private static final Logger LOG = Logger.getLogger(UnpackedLibrary.class.getName());
  private static final Path FOLDER = Path.of("target", "lab", "helm");
  private static final Lazy<Optional<Path>> ONCE = Lazy.of(() -> unpacked(FOLDER));

  private final NativeLibrary packed = packed();

  /** What tells a process where the library is; empty where that could not be unpacked. */
  static Optional<String> option() {
    return ONCE.get().map(file -> "-D%s=%s".formatted(PROPERTY, file));
  }

  /** A class path on which this is found before the library that helm-java would unpack. */
  static String classPath() {
    String all = System.getProperty("java.class.path");
    return Stream.of(all.split(File.pathSeparator))
        .filter(entry -> Files.isDirectory(Path.of(entry)))
        .map(entry -> entry + File.pathSeparator)
        .collect(Collectors.joining("", "", all));
  }

  /** The library of helm-java for this system. */
  private static NativeLibrary packed() {
    return ServiceLoader.load(NativeLibrary.class).stream()
        .filter(provider -> provider.type() != UnpackedLibrary.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no Helm for this system."))
        .get();
  }

  /** The library in this folder, where it is put if it is not there yet. */
  static Optional<Path> unpacked(Path folder) {
    NativeLibrary packed = packed();
    try {
      URL resource =
          Objects.requireNonNull(packed.getClass().getResource("/" + packed.getBinaryName()));
      Path file =
          folder.toAbsolutePath().resolve(checksum(resource) + "-" + packed.getBinaryName());
      if (!Files.isRegularFile(file)) {
        unpack(resource, file);
      }
      return Optional.of(file);
    } catch (IOException e) {
      LOG.log(Level.FINE, "Helm's library is unpacked for each process.", e);
      return Optional.empty();
    }
  }

  /** As the archive has it, so that another version is another file. */
  private static String checksum(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : "plain";
  }

  /** Another run may be doing the same: whoever is last replaces one file by its like. */
  private static void unpack(URL resource, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = Files.createTempFile(file.getParent(), "part", ".so");
    try (InputStream in = resource.openStream()) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public String getBinaryName() {
    return packed.getBinaryName();
  }

  @Override
  public HelmLib load() {
    String file = System.getProperty(PROPERTY);
    return file == null ? packed.load() : Native.load(file, HelmLib.class);
  }
}
