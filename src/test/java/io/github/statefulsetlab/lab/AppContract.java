package io.github.statefulsetlab.lab;

/**
 * How a submission's app behaves.
 *
 * @param port the container port that it serves HTTP on
 * @param visitPath the path that counts a visit
 * @param countPath the path that reports the count without counting
 * @param file the file that holds the count, an absolute path in the container
 * @param hasFaults whether it can be broken by {@code POST /faults/…}, as the bundled app can
 */
public record AppContract(
    int port, String visitPath, String countPath, String file, boolean hasFaults) {

  /** The contract of the bundled counter. */
  public static final AppContract COUNTER =
      new AppContract(8000, "/", "/visits", "/data/visits.txt", true);

  /** The file's name, without its folder. */
  public String fileName() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** The folder that the file lies in. */
  public String folder() {
    return file.substring(0, Math.max(1, file.lastIndexOf('/')));
  }
}
