package io.github.statefulsetlab.grading.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "lab14-s25, 10, 2.5",
    "lab15-s26, 10, 2.5",
    "lab15-2026, 10, 2",
    "counter-100, 100, 0",
  })
  void theBundledOnesAddUp(String name, String points, String bonus) {
    Rubric rubric = Rubrics.read(name);

    assertThat(rubric.id()).isEqualTo(name);
    assertThat(rubric.maxPoints()).isEqualTo(Points.of(points));
    assertThat(rubric.maxBonus()).isEqualTo(Points.of(bonus));
  }

  @Test
  void whatAnAssignmentDoesNotAskForCostsNothing() {
    assertThat(criteria("lab14-s25"))
        .doesNotContain("chart.replicas", "chart.kind-toggle", "chart.two-services")
        .doesNotContain("identity.governing-service", "updates.rolling-order");
    assertThat(criteria("lab15-s26"))
        .doesNotContain("chart.replicas", "chart.kind-toggle")
        .noneMatch(id -> id.startsWith("ordering."));
    assertThat(Rubrics.read("lab15-2026").items().flatMap(row -> row.judgement().criteria()))
        .filteredOn(criterion -> criterion.id().equals("probes.present"))
        .singleElement()
        .satisfies(
            criterion -> assertThat(criterion.parameters().probes()).containsExactly("readiness"));
  }

  @Test
  void everythingIsEveryPromiseOfKubernetes() {
    assertThat(criteria("everything"))
        .contains("storage.retention-policy", "chart.lints", "dns.short-name")
        .doesNotContain("chart.kind-toggle", "updates.strategy-in-chart");
    assertThat(Rubrics.read("everything").items())
        .allSatisfy(row -> assertThat(row.points().hundredths()).isIn(0L, 100L));
  }

  @Test
  void aTeachersOwnFileIsReadLikeABundledOne() throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), text("lab15-s26"));

    assertThat(Rubrics.read(file.toString())).isEqualTo(Rubrics.read("lab15-s26"));
  }

  @Test
  void theOneInTheGuideCanBeUsed() throws IOException {
    String guide = Files.readString(Path.of("docs", "teachers.md"));
    int begin = guide.indexOf("```yaml\n") + "```yaml\n".length();
    String text = guide.substring(begin, guide.indexOf("```", begin));
    Rubric rubric = Rubrics.read(Files.writeString(folder.resolve("mine.yaml"), text).toString());

    assertThat(rubric.maxPoints()).isEqualTo(Points.of("4"));
    assertThat(rubric.maxBonus()).isEqualTo(Points.of("2"));
    assertThat(rubric.caps()).hasSize(1);
  }

  @Test
  void anUnknownNameListsTheBundledOnes() {
    assertThatThrownBy(() -> Rubrics.read("lab16"))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining("\"lab16\"")
        .hasMessageContaining("counter-100, everything, lab14-s25");
  }

  @Test
  void theTableAddsUp() {
    assertThat(RubricTable.of(Rubrics.read("lab15-s26")))
        .contains("storage.claims-bound", "for a person", "10 points, and 2.5 on top");
  }

  private static String text(String name) throws IOException {
    return Files.readString(Path.of("src", "test", "resources", "rubrics", name + ".yaml"));
  }

  private static List<String> criteria(String rubric) {
    Stream<OfCriterion> all =
        Rubrics.read(rubric).items().flatMap(row -> row.judgement().criteria());
    return all.map(OfCriterion::id).toList();
  }
}
