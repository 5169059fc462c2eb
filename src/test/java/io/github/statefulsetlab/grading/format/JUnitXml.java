package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML with a suite for each submission. Names of test cases are the same for all submissions
 * and runs, since GitLab and others compare by them. A fault of the grader is an error, a broken
 * promise a failure.
 *
 * @param evidence the folder that the evidence's names start from, as the artifacts of a GitLab job
 *     have it
 */
record JUnitXml(String evidence) {

  private static final int TEXT = 8000;

  /** What XML 1.0 has no place for. */
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  /** GitLab makes a link of it. */
  private static final Pattern ATTACHMENT = Pattern.compile("\\[(?=\\[ATTACHMENT\\|)");

  String write(List<Sheet> sheets) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", sheets.stream().map(Sheet::suite).findFirst().orElse("none"));
      counts(xml, sheets.stream().flatMap(sheet -> sheet.rows().stream()).toList());
      for (Sheet sheet : sheets) {
        suite(xml, sheet);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Text without illegal characters can be written.", e);
    }
  }

  private void suite(XMLStreamWriter xml, Sheet sheet) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", line(sheet.id()));
    counts(xml, sheet.rows());
    xml.writeAttribute("timestamp", sheet.run().started().toString());
    xml.writeStartElement("properties");
    if (!sheet.isUngraded()) {
      property(xml, "score", sheet.points().toString());
    }
    property(xml, "max", sheet.max().toString());
    property(xml, "seed", Long.toString(sheet.run().seed()));
    property(xml, "chartDigest", sheet.submission().chart().digest());
    xml.writeEndElement();
    for (Row row : sheet.rows()) {
      testCase(xml, sheet, row);
    }
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<Row> rows) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(rows.size()));
    xml.writeAttribute("failures", count(rows, "failure"));
    xml.writeAttribute("errors", count(rows, "error"));
    xml.writeAttribute("skipped", count(rows, "skipped"));
    xml.writeAttribute("time", seconds(rows.stream().mapToDouble(Row::seconds).sum()));
  }

  private static String count(List<Row> rows, String element) {
    return Long.toString(
        rows.stream().filter(row -> element(row).filter(element::equals).isPresent()).count());
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", line(value));
  }

  private void testCase(XMLStreamWriter xml, Sheet sheet, Row row) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", sheet.suite() + "." + row.family());
    xml.writeAttribute("name", line(row.name()));
    xml.writeAttribute("time", seconds(row.seconds()));
    Optional<String> element = element(row);
    if (element.isPresent()) {
      xml.writeStartElement(element.get());
      xml.writeAttribute("message", line(message(row)));
      if (!element.get().equals("skipped")) {
        xml.writeAttribute("type", row.state().name());
      }
      xml.writeCharacters(block(explanation(row)));
      xml.writeEndElement();
    }
    if (row.state().isFailure() && !row.evidence().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(attachments(row));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static Optional<String> element(Row row) {
    return switch (row.state()) {
      case PASSED -> Optional.empty();
      case FAILED, TIMED_OUT, NOT_GRADABLE -> Optional.of("failure");
      case FAULT -> Optional.of("error");
      case BLOCKED, NOT_ASKED, OPEN -> Optional.of("skipped");
    };
  }

  /** GitLab reads no attributes here: the body has the message again. */
  private static String message(Row row) {
    return row.score() + row.said().map(said -> ": " + said).orElse("");
  }

  private static String explanation(Row row) {
    StringBuilder text = new StringBuilder(row.score());
    row.explained().forEach(result -> text.append(comparison(result)));
    row.reason().ifPresent(reason -> text.append("\nReason: ").append(reason));
    row.hint().ifPresent(hint -> text.append("\nHint: ").append(hint));
    return text.toString();
  }

  private static String comparison(Result result) {
    return result.verdict() == Verdict.SKIPPED
        ? "\nWhy: " + result.seen()
        : "\nExpected: %s\nSeen: %s".formatted(result.expected(), result.seen());
  }

  private String attachments(Row row) {
    StringBuilder text = new StringBuilder();
    row.evidence()
        .forEach(file -> text.append("[[ATTACHMENT|%s%s]]\n".formatted(evidence, line(file))));
    return text.toString();
  }

  private static String block(String text) {
    String shown = NOT_XML.matcher(Excerpt.of(text, TEXT)).replaceAll("\uFFFD");
    return ATTACHMENT.matcher(shown).replaceAll("[ ");
  }

  private static String line(String text) {
    return block(text).replaceAll("\\s+", " ").strip();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
