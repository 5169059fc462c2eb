package io.github.statefulsetlab.report.page;

import java.util.List;

/**
 * What {@code pages/report.html} shows of one submission. All of it is plain text; the template
 * escapes it. An empty text or list leaves its part of the page out.
 *
 * @param rubric the rubric's title; empty where there are verdicts and no points
 * @param score what was earned of what can be, such as {@code 7.25 / 10}
 * @param extras bonus, and what waits for a person or could not be judged
 * @param tally how many promises were kept, broken and so on
 * @param squares one for each promise, in the order of the page
 * @param faults what could not be judged through a fault of the grader
 * @param broken what costs points, the most expensive first
 * @param unchecked what was not checked, each with its reason
 * @param groups all rows: the rubric's tasks, or the families of promises
 * @param caps what lowered the whole grade, and what a person changed
 */
record StudentPage(
    String submission,
    String rubric,
    String score,
    String extras,
    List<String> facts,
    String tally,
    boolean isCutShort,
    List<Square> squares,
    List<Promise> faults,
    List<Promise> broken,
    List<Promise> unchecked,
    List<Group> groups,
    List<String> caps,
    List<Figure> figures,
    List<String> notes,
    List<String> how) {

  boolean hasFaults() {
    return !faults.isEmpty();
  }

  boolean hasBroken() {
    return !broken.isEmpty();
  }

  boolean hasUnchecked() {
    return !unchecked.isEmpty();
  }

  boolean hasFigures() {
    return !figures.isEmpty();
  }

  boolean hasNotes() {
    return !notes.isEmpty();
  }

  /**
   * One promise among all, as a small shape.
   *
   * @param look the name of its style: {@code kept}, {@code broken}, {@code open} or {@code fault}
   */
  record Square(String look, String sign, String title) {}

  /**
   * A promise that a reader has to look into.
   *
   * @param word the verdict in a word or two
   * @param lost points that it cost, such as {@code −1}; empty if none or without a rubric
   * @param seen the beginning of what was seen
   * @param more all of what was seen, where that is longer
   * @param repeat the command that checks it alone
   */
  record Promise(
      String id,
      String title,
      String look,
      String sign,
      String word,
      String lost,
      String expected,
      String seen,
      String more,
      String change,
      String patches,
      List<Piece> evidence,
      String repeat) {}

  /**
   * A piece of evidence.
   *
   * @param text what the page shows of it; empty where there is only a link
   * @param file where all of it is, relative to the page
   */
  record Piece(String title, String text, String file, boolean isCut) {}

  /** Rows under a common title. */
  record Group(String title, String points, List<Row> rows) {}

  /** One row of the rubric, or one promise. */
  record Row(String look, String sign, String word, String points, String title, String reason) {}

  /**
   * A plot, as {@code data:} URLs of its drawings on a light and on a dark ground.
   *
   * @param text the same in words, for who can't see it
   */
  record Figure(String title, String text, String light, String dark) {}
}
