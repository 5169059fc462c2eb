package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Allure's categories")
class AllureCategoriesTest {

  private static final String MOUNT = "What to change: Mount the volume (data) at /app.";
  private static final String SELECTOR = "What to change: Correct the selector.";

  @TempDir private Path results;
  private final AllureCategories categories = new AllureCategories();

  @Test
  void tellBrokenPromisesApartByTheirCause() throws IOException {
    categories.add(SELECTOR);
    categories.add(MOUNT);
    categories.add(MOUNT);

    assertThat(matching("failed", MOUNT)).containsExactly("Mount the volume (data) at /app.");
    assertThat(matching("failed", SELECTOR)).containsExactly("Correct the selector.");
    assertThat(matching("failed", "What to change: Something else."))
        .containsExactly("Promises that were broken");
    assertThat(written().get(0).path("name").asText()).startsWith("Mount the volume");
  }

  @Test
  void areThoseThatTheProjectHasWhereNothingIsBroken() throws IOException {
    assertThat(matching("failed", MOUNT)).containsExactly("Promises that were broken");
    assertThat(matching("skipped", "")).containsExactly("Not checked");
  }

  @Test
  void areNotTooMany() throws IOException {
    IntStream.range(0, 40).forEach(i -> categories.add("What to change: " + i));

    assertThat(written()).hasSize(12 + 5);
    assertThat(matching("failed", "What to change: 39")).hasSize(1);
  }

  private List<String> matching(String status, String trace) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode category : written()) {
      boolean asked =
          category.path("matchedStatuses").valueStream().anyMatch(s -> s.asText().equals(status));
      if (asked
          && (!category.has("traceRegex") || trace.matches(category.path("traceRegex").asText()))) {
        names.add(category.path("name").asText());
      }
    }
    return names;
  }

  private JsonNode written() throws IOException {
    categories.write(results);
    return new ObjectMapper().readTree(results.resolve("categories.json").toFile());
  }
}
