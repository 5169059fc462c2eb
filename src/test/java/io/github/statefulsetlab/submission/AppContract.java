package io.github.statefulsetlab.submission;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.kube.DataMount;
import java.util.Optional;

/**
 * How a submission's app behaves.
 *
 * @param container the name of the container that it runs in; empty for the one that serves {@code
 *     port}
 * @param port the container port that it serves HTTP on
 * @param visitPath the path that counts a visit; empty where no page does
 * @param countPath the path that reports the count without counting; empty where no page does
 * @param file the file that holds the count, an absolute path in the container; empty where none
 *     was found
 * @param isFileText whether the count can be read in that file, as it can't in a database's
 * @param hasFaults whether it can be broken by {@code POST /faults/…}, as the bundled app can
 */
public record AppContract(
    Optional<String> container,
    int port,
    String visitPath,
    Optional<String> countPath,
    Optional<String> file,
    boolean isFileText,
    boolean hasFaults) {

  /** The contract of the bundled counter. */
  public static final AppContract COUNTER =
      new AppContract(
          Optional.empty(),
          8000,
          "/",
          Optional.of("/visits"),
          Optional.of("/data/visits.txt"),
          true,
          true);

  /** Where the grader counts by itself what no page of the app does. */
  private static final String OWN_FILE = "statefulset-lab-visits";

  /**
   * The contract of an app without a page that counts: a visit is a number that the grader writes
   * to a file of its own on the app's volume.
   *
   * @param mount where the app's volume is mounted; empty if it has none
   */
  public static AppContract withoutCounter(String container, int port, Optional<String> mount) {
    return new AppContract(
        Optional.of(container),
        port,
        "",
        Optional.empty(),
        mount.map(folder -> folder.replaceFirst("/*$", "/") + OWN_FILE),
        true,
        false);
  }

  /** Whether a page of the app counts visits. */
  public boolean hasCounter() {
    return !visitPath.isEmpty();
  }

  /** The file's name, without its folder. */
  public String fileName() {
    return file.map(path -> path.substring(path.lastIndexOf('/') + 1)).orElse("the app's file");
  }

  /** The mount that the file lies in; empty if it lies on no volume. */
  public Optional<DataMount> mountIn(PodSpec pod) {
    return file.flatMap(path -> DataMount.of(pod, container, path));
  }

  /** The folder that the file lies in; empty where no file was found. */
  public Optional<String> folder() {
    return file.map(AppContract::folderOf);
  }

  static String folderOf(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }
}
