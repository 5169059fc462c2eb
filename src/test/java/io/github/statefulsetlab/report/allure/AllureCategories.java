package io.github.statefulsetlab.report.allure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Allure's categories: broken promises by their cause, which is told by what to change, the most
 * frequent first; then what could not be judged, and why.
 */
final class AllureCategories {

  /** What the trace of a broken promise begins with; what to change follows. */
  static final String CHANGE = "What to change: ";

  private static final String FILE = "categories.json";
  private static final String NAME = "name";
  private static final String TRACE = "traceRegex";
  private static final int MOST = 12;
  private static final int LONGEST = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> causes = new HashMap<>();

  /** Adds a broken promise with this trace. */
  synchronized void add(String trace) {
    causes.merge(trace, 1, Integer::sum);
  }

  /** Writes the categories into the folder of results. */
  synchronized void write(Path results) {
    List<String> listed =
        causes.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
            .map(Map.Entry::getKey)
            .limit(MOST)
            .toList();
    ArrayNode all = JSON.createArrayNode();
    for (String trace : listed) {
      ObjectNode category = all.addObject();
      category.put(NAME, shortened(trace.substring(CHANGE.length())));
      category.putArray("matchedStatuses").add("failed");
      category.put(TRACE, Pattern.quote(trace));
    }
    try (InputStream others = AllureCategories.class.getResourceAsStream("/allure/" + FILE)) {
      all.addAll((ArrayNode) JSON.readTree(others));
      if (!listed.isEmpty()) {
        ((ObjectNode) all.get(listed.size())).put(TRACE, noneOf(listed));
      }
      JSON.writeValue(results.resolve(FILE).toFile(), all);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + results + ".", e);
    }
  }

  private static String shortened(String cause) {
    return cause.length() <= LONGEST ? cause : cause.substring(0, LONGEST) + " …";
  }

  private static String noneOf(List<String> traces) {
    return traces.stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?s)(?!(?:", ")$).*"));
  }
}
