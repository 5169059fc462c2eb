package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.EvidenceName;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.report.page.StudentPage.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run's evidence as a page shows it: the beginning of each piece, as long as the page stays small
 * enough to be mailed, and a link to all of it.
 */
final class EvidenceFiles {

  private static final int LONGEST_PIECE = 6_000;
  private static final int ALL_PIECES = 200_000;

  private final Path reports;
  private final Path page;
  private final Room room = new Room(ALL_PIECES);

  /**
   * Evidence for one page.
   *
   * @param page the folder that the page lies in, inside the folder of reports
   */
  EvidenceFiles(Path reports, Path page) {
    this.reports = reports;
    this.page = page;
  }

  List<Piece> of(List<String> files) {
    return files.stream().filter(file -> file.endsWith(".txt")).map(this::piece).toList();
  }

  private Piece piece(String file) {
    Path whole = reports.resolve(file);
    String text = OutputSanitizer.text(read(whole));
    String shown = room.beginning(text, LONGEST_PIECE);
    return new Piece(
        EvidenceName.title(whole),
        shown,
        page.relativize(whole).toString().replace('\\', '/'),
        shown.length() < text.length());
  }

  /** Evidence that somebody has moved away is no reason to go without a page. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
