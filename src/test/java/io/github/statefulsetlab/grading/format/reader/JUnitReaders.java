package io.github.statefulsetlab.grading.format.reader;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * How GitLab and dorny/test-reporter read JUnit XML.
 *
 * @see <a
 *     href="https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/gitlab/ci/parsers/test/junit.rb">GitLab's
 *     parser</a>
 * @see <a
 *     href="https://github.com/dorny/test-reporter/blob/main/src/parsers/java-junit/java-junit-parser.ts">dorny's
 *     parser</a>
 */
public final class JUnitReaders {

  private static final Pattern ATTACHMENT = Pattern.compile("\\[\\[ATTACHMENT\\|(.+?)]]");

  private JUnitReaders() {}

  /**
   * A test case as GitLab sees it.
   *
   * @param key what it compares runs by; GitLab hashes it
   * @param output the content of the element, without its attributes
   */
  public record GitlabCase(
      String suite, String key, String status, String output, Optional<String> attachment) {}

  /**
   * A test case as dorny's action sees it.
   *
   * @param group the class name where it is not the suite's
   */
  public record DornyCase(String suite, String group, String name, String result, double millis) {}

  /** All test cases as GitLab reads them. */
  public static List<GitlabCase> gitlab(String xml) {
    List<GitlabCase> cases = new ArrayList<>();
    for (Element suite : children(parse(xml), "testsuite")) {
      for (Element test : children(suite, "testcase")) {
        String name = suite.getAttribute("name");
        String status =
            has(test, "failure")
                ? "failed"
                : has(test, "error") ? "error" : has(test, "skipped") ? "skipped" : "success";
        cases.add(
            new GitlabCase(
                name,
                test.getAttribute("classname") + "_" + test.getAttribute("name"),
                status,
                output(test),
                status.equals("failed") ? attachment(test) : Optional.empty()));
      }
    }
    return cases;
  }

  /** All test cases as dorny's action reads them: an error is a failure. */
  public static List<DornyCase> dorny(String xml) {
    List<DornyCase> cases = new ArrayList<>();
    for (Element suite : children(parse(xml), "testsuite")) {
      for (Element test : children(suite, "testcase")) {
        String group = test.getAttribute("classname");
        cases.add(
            new DornyCase(
                suite.getAttribute("name").strip(),
                group.equals(suite.getAttribute("name")) ? "" : group,
                test.getAttribute("name").strip(),
                has(test, "failure") || has(test, "error")
                    ? "failed"
                    : has(test, "skipped") ? "skipped" : "success",
                Double.parseDouble(test.getAttribute("time")) * 1000));
      }
    }
    return cases;
  }

  private static String output(Element test) {
    return List.of("failure", "error", "skipped").stream()
        .flatMap(name -> children(test, name).stream())
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> attachment(Element test) {
    return children(test, "system-out").stream()
        .map(out -> ATTACHMENT.matcher(out.getTextContent()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  private static boolean has(Element element, String child) {
    return !children(element, child).isEmpty();
  }

  private static List<Element> children(Element element, String name) {
    NodeList nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(name))
        .map(Element.class::cast)
        .toList();
  }

  private static Element parse(String xml) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("JUnit XML parsing failed", e);
    }
  }
}
