package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What to tell the person who can mend the volume: which file or folder, what is wrong with it,
 * what to do.
 */
final class Remedy {

  private static final String LEFT_ALONE =
      " Until then it is left as it is and no visit is counted.";

  private Remedy() {}

  static String notACount(Path file, String content) {
    return file
        + " holds "
        + content
        + ", which is not a count. Put a whole number of 0 or more in it, or delete it to start at 0."
        + LEFT_ALONE;
  }

  static String tooLarge(Path file, String digits) {
    return file
        + " holds "
        + digits
        + ", which leaves no room to count further. Put a smaller number in it, or delete it to start at 0."
        + LEFT_ALONE;
  }

  static String folder(Path file) {
    return file
        + " is a folder, where a file is wanted. Remove it, or name another file in VISITS_FILE."
        + LEFT_ALONE;
  }

  static String notAPlainFile(Path file) {
    return file
        + " is a link or a device, where a plain file is wanted. Remove it, or name the folder and the file that are"
        + " meant in DATA_DIR and VISITS_FILE."
        + LEFT_ALONE;
  }

  static String unreadable(Path file) {
    return file
        + " can't be read by "
        + user()
        + ". Let that user read it (chown, chmod, or fsGroup in the pod's securityContext)."
        + LEFT_ALONE;
  }

  static String noFolder(Path folder) {
    return folder
        + " is not there, or is not a folder. Mount the volume at it, or name the folder that is mounted in DATA_DIR.";
  }

  static String ioError(Path file, String verb, IOException error) {
    return file
        + " can't be "
        + verb
        + ": "
        + reason(error)
        + ". Check the volume that it is on."
        + LEFT_ALONE;
  }

  static String unwritable(Path folder, Path file, IOException error) {
    String reason = reason(error);
    if (error instanceof AccessDeniedException) {
      return folder
          + " can't be written by "
          + user()
          + ", so "
          + file
          + " can't be kept. Let that user write there (chown, chmod, or fsGroup in the pod's securityContext).";
    }
    if (reason.contains("No space left") || reason.contains("quota")) {
      return folder
          + " is full ("
          + reason
          + "), so "
          + file
          + " can't be kept. Free some space or enlarge the volume.";
    }
    if (reason.contains("Read-only")) {
      return folder
          + " is read-only, so "
          + file
          + " can't be kept. Mount a volume that can be written (readOnly: false) at it.";
    }
    if (reason.contains("busy")) {
      return file
          + " is a mount of its own, so it can't be replaced. Mount its folder "
          + folder
          + " instead.";
    }
    return file + " can't be written: " + reason + ". Check the volume at " + folder + ".";
  }

  private static String reason(IOException error) {
    if (error instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
      return fileSystem.getReason();
    }
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  private static String user() {
    try {
      return "user " + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // On a developer's machine: macOS has no /proc, Windows no such attribute.
      return "this app's user";
    }
  }
}
