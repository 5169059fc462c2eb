package io.github.statefulsetlab.grading.format.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Autolab reads from all that an autograder printed.
 *
 * @see <a
 *     href="https://github.com/autolab/Autolab/blob/master/app/helpers/assessment_autograde_core.rb">saveAutograde
 *     and parseAutoresult</a>
 */
public final class AutolabDriver {

  private AutolabDriver() {}

  /** The scores by problem; empty where every problem without a score would get zero. */
  public static Optional<Map<String, BigDecimal>> scores(String printed) {
    List<String> lines = printed.stripTrailing().lines().toList();
    return lines.isEmpty() ? Optional.empty() : parse(lines.get(lines.size() - 1));
  }

  private static Optional<Map<String, BigDecimal>> parse(String autoresult) {
    String quoted = autoresult.replaceAll("([a-zA-Z0-9]+):", "\"$1\":");
    try {
      JsonNode scores = JsonMapper.builder().build().readTree(quoted).path("scores");
      Map<String, BigDecimal> read = new LinkedHashMap<>();
      scores
          .properties()
          .forEach(score -> read.put(score.getKey(), score.getValue().decimalValue()));
      return read.isEmpty() ? Optional.empty() : Optional.of(read);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
