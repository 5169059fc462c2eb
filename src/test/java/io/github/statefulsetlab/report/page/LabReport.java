package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.Markdown;
import java.util.List;

/**
 * The report that a student would write by hand, made from what was seen in the run: what {@code
 * pages/lab-report.md} and {@code .html} show. A step that was not checked is left out.
 */
record LabReport(String submission, String facts, List<Section> sections) {

  /** A part of the lab. */
  record Section(String title, String text, List<Step> steps) {}

  /**
   * Something that was done and seen.
   *
   * @param seenText what was seen instead, where it is not as expected
   * @param commandText the commands with which a reader sees the same
   * @param picture a plot beside the report; empty if there is none
   * @param light the plot as a {@code data:} URL
   */
  record Step(
      String title,
      String look,
      String sign,
      String word,
      String expected,
      String seenText,
      List<Transcript> transcripts,
      String commandText,
      String picture,
      String light,
      String dark) {

    boolean hasCommands() {
      return !commandText.isEmpty();
    }

    /** As a block of Markdown. */
    String seen() {
      return Markdown.block(seenText);
    }

    /** As a block of Markdown. */
    String commands() {
      return Markdown.block(commandText);
    }
  }

  /** What a terminal showed. */
  record Transcript(String title, String plain) {

    /** As a block of Markdown. */
    String text() {
      return Markdown.block(plain);
    }
  }
}
