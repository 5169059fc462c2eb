package io.github.statefulsetlab.lab;

import java.util.Optional;

/**
 * How a submission's app behaves.
 *
 * @param container the name of the container that it runs in; empty for the one that serves {@code
 *     port}
 * @param port the container port that it serves HTTP on
 * @param visitPath the path that counts a visit
 * @param countPath the path that reports the count without counting; empty where no page does
 * @param file the file that holds the count, an absolute path in the container; empty where none
 *     was found
 * @param hasFaults whether it can be broken by {@code POST /faults/…}, as the bundled app can
 */
public record AppContract(
    Optional<String> container,
    int port,
    String visitPath,
    Optional<String> countPath,
    Optional<String> file,
    boolean hasFaults) {

  /** The contract of the bundled counter. */
  public static final AppContract COUNTER =
      new AppContract(
          Optional.empty(),
          8000,
          "/",
          Optional.of("/visits"),
          Optional.of("/data/visits.txt"),
          true);

  /** The file's name, without its folder. */
  public String fileName() {
    return file.map(path -> path.substring(path.lastIndexOf('/') + 1)).orElse("the app's file");
  }

  /** The folder that the file lies in; empty where no file was found. */
  public Optional<String> folder() {
    return file.map(AppContract::folderOf);
  }

  static String folderOf(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }
}
