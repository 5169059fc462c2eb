package io.github.statefulsetlab.grading.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricReaderTest {

  private static final String HEAD =
      """
      id: made-up
      title: Made up
      charts: [bonus]
      tasks:
        - id: "1"
          title: A task
          points: 1
          items:
      """;

  private static Rubric read(String text) {
    return new RubricReader(Criterion.all()).read("r.yaml", text, "digest");
  }

  private static Rubric rows(String... rows) {
    return read(HEAD + "      - " + String.join("\n      - ", rows));
  }

  @Test
  void rowsMayAskForOneStrategyEach() {
    Rubric rubric =
        rows(
            "{id: a, criterion: updates.strategy-in-chart, with: {strategy: partition}}",
            "{id: b, criterion: updates.strategy-in-chart, with: {strategy: OnDelete}}");

    assertThat(rubric.items().flatMap(row -> row.judgement().criteria()))
        .extracting(criterion -> criterion.parameters().strategy())
        .containsExactly("partition", "OnDelete");
    assertThatThrownBy(
            () -> rows("{criterion: updates.strategy-in-chart, with: {strategy: Recreate}}"))
        .hasMessageContaining("\"Recreate\" is not known here. Use one of OnDelete, partition.");
  }

  @Nested
  class PointsOfRows {

    @Test
    void areSharedByWeightWhereNoneAreGiven() {
      Rubric rubric =
          rows(
              "{criterion: chart.lints, points: 0.5}",
              "{criterion: dns.pod-fqdn}",
              "{criterion: counts.diverge, weight: 2}");

      assertThat(rubric.items().map(Item::points))
          .containsExactly(Points.of("0.5"), Points.of("0.17"), Points.of("0.33"));
    }

    @Test
    void ofSevenEqualRowsStillAddUp() {
      Rubric rubric = rows("{family: counts}", "{family: chart}");

      assertThat(rubric.maxPoints()).isEqualTo(Points.of("1"));
    }
  }

  @Test
  void aRowMayBeForTheTeacherOnlyAndHaveAHintOfItsOwn() {
    Item row =
        rows("{criterion: chart.lints, visibility: teacher, hint: Ask me., title: Lint}")
            .items()
            .findFirst()
            .orElseThrow();

    assertThat(row.visibility()).isEqualTo(Visibility.TEACHER);
    assertThat(row.hint()).contains("Ask me.");
    assertThat(row.title()).isEqualTo("Lint");
  }

  @Test
  void alternativesMayBeNested() {
    Rubric rubric =
        rows(
            "{id: a, title: A, any-of: [chart.lints, {all-of: [chart.renders, {criterion:"
                + " dns.pod-fqdn, chart: bonus}]}, {person: C}]}");

    assertThat(rubric.items().map(Item::judgement))
        .singleElement(InstanceOfAssertFactories.type(AnyOf.class))
        .extracting(AnyOf::alternatives, InstanceOfAssertFactories.LIST)
        .hasSize(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {criterion: storage.claim-bound}                    | 9:21  | storage.claims-bound
          {criterion: nonsense}                               | 9:21  | docs/behaviours.md
          {criterion: chart.lints, point: 1}                  | 9:34  | unknown field "point"
          {criterion: chart.lints, points: 1, weight: 2}      | 9:53  | points and a weight
          {criterion: chart.lints, points: -1}                | 9:42  | not a number from 0 to 1000000
          {criterion: chart.lints, points: 1e9}               | 9:42  | not a number from 0 to 1000000
          {criterion: chart.lints, points: .nan}              | 9:42  | not a number from 0 to 1000000
          {criterion: chart.lints, points: 0.333}             | 9:9   | too many decimals
          {criterion: chart.lints, points: 2}                 | 5:5   | add up to 2 points and the task has 1
          {criterion: chart.lints, weight: 0}                 | 5:5   | the weights add up to nothing
          {criterion: chart.lints, with: {at-least: 2}}       | 9:40  | has no parameters
          {criterion: chart.replicas, with: {at-least: 0}}    | 9:54  | from 1 to 12
          {criterion: chart.replicas, with: {policy: Parallel}} | 9:44 | unknown field "policy"
          {criterion: probes.present, with: {probes: []}}     | 9:52  | Use some of liveness
          {criterion: probes.present, with: {probes: [ready]}} | 9:53 | Use one of liveness
          {criterion: ordering.policy-as-asked}               | 9:9   | with: {policy: Parallel}
          {criterion: ordering.policy-as-asked, with: {policy: Ordered}} | 9:62 | OrderedReady, Parallel
          {criterion: chart.kind-toggle, with: {kinds: [deployment]}} | 9:54 | [Deployment, Rollout]
          {criterion: chart.lints, chart: second}             | 9:41  | Use one of bonus, main
          {criterion: chart.lints, visibility: nobody}        | 9:46  | after-due-date
          {criterion: chart.lints, person: me}                | 9:9   | exactly one way
          {points: 1}                                         | 9:9   | exactly one way
          {person: Concepts, points: 1}                       | 9:9   | "id" is missing
          {id: a, title: A, any-of: [chart.lints]}            | 9:35  | Name two or more
          {id: a, any-of: [chart.lints, dns.pod-fqdn]}        | 9:9   | "title" is missing
          {id: cap, person: A, points: 1}                     | 9:9   | can't be used
          {criterion: updates.partition, points: 1}           | 9:9   | would be free
          {id: a, title: A, any-of: [chart.lints, updates.on-delete]} | 9:9 | would be free
          {id: a, title: A, all-of: [updates.partition, updates.on-delete]} | 9:9 | would be free
          {criterion: chart.lints, parts: true}               | 9:9   | what the row asks for is all or nothing
          {person: A, id: a, parts: true}                     | 9:9   | what the row asks for is all or nothing
          {family: dns, with: {a: 1}, points: 1}              | 9:29  | can't be the same for all rows of a family
          {family: dns, title: Names, points: 1}              | 9:30  | can't be the same for all rows of a family
          {family: chairs}                                    | 9:18  | Use one of chart
          [a, b]                                              | 9:9   | expected a map
          """)
  void whatIsWrongIsToldWithPlaceAndRemedy(String row, String place, String says) {
    assertThatThrownBy(() -> rows(row))
        .isInstanceOf(RubricException.class)
        .hasMessageStartingWith("r.yaml:" + place + ": ")
        .hasMessageContaining(says)
        .hasMessageEndingWith(".");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () -> rows("{criterion: chart.lint}", "{criterion: dns.fqdn}", "{person: A}"))
        .isInstanceOfSatisfying(
            RubricException.class, e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(3));
  }

  @Test
  void aRowIsThereOnce() {
    assertThatThrownBy(() -> rows("{criterion: chart.lints}", "{criterion: chart.lints}"))
        .hasMessageContaining("r.yaml:10:9: there is a row \"chart.lints\" already");
  }

  @Test
  void oneCriterionMayBeAskedForInTwoWays() {
    Rubric rubric =
        rows(
            "{criterion: chart.replicas, with: {at-least: 2}}",
            "{id: b, criterion: chart.replicas, with: {at-least: 3}}");

    assertThat(rubric.items().flatMap(row -> row.judgement().criteria()))
        .extracting(criterion -> criterion.parameters().atLeast())
        .containsExactly(2, 3);
  }

  @Test
  void aFamilyMayBeAboutAFurtherChart() {
    assertThat(rows("{family: identity, chart: bonus}").items())
        .allSatisfy(row -> assertThat(row.id()).endsWith("@bonus"))
        .flatExtracting(row -> row.judgement().criteria().toList())
        .allSatisfy(one -> assertThat(((OfCriterion) one).chart()).isEqualTo("bonus"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "charts: [main]    | \"main\" is the chart that is graded anyway",
        "charts: [b, b]    | \"b\" is there already",
        "caps: [{at: 5, when: [], reason: R}]  | nothing makes it apply",
        "caps: [{at: 2, when: [chart.lints], reason: R}]  | a cap at 2 has no effect",
        "caps: [{at: 1, when: [chart.renders], reason: R}]  | a cap on chart.renders has no effect: no row asks for it",
        "titel: R          | Did you mean \"title\"?",
      })
  void whatHasNoEffectIsRefused(String line, String says) {
    String text =
        """
        id: r
        title: R
        %s
        tasks:
          - {id: "1", title: T, items: [{criterion: chart.lints, points: 2}]}
        """;

    assertThatThrownBy(() -> read(text.formatted(line)))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining(says);
  }

  @Test
  void titlesAreOnOneLine() {
    Rubric rubric =
        read(
            """
            id: r
            title: "R\\n  S"
            tasks:
              - id: "1"
                title: |
                  A long
                  title
                items:
                  - {criterion: chart.lints, points: 1, title: "a\\tb"}
            """);

    assertThat(rubric.title()).isEqualTo("R S");
    assertThat(rubric.tasks().get(0).title()).isEqualTo("A long title");
    assertThat(rubric.items()).extracting(Item::title).containsExactly("a b");
  }

  @ParameterizedTest
  @CsvSource({
    "1, Two, there is a task \"1\" already",
    "2, One: T!, there is a task with the title",
  })
  void tasksAreToldApart(String id, String title, String says) {
    String text =
        """
        id: r
        title: R
        tasks:
          - {id: "1", title: One T, items: [{criterion: chart.lints, points: 2}]}
          - {id: "%s", title: "%s", items: [{criterion: chart.renders, points: 2}]}
        """;

    assertThatThrownBy(() -> read(text.formatted(id, title))).hasMessageContaining(says);
  }

  @Test
  void inAFamilyOnlyWhatCanBeCountedIsWorthParts() {
    assertThat(rows("{family: dns, parts: true}").items().filter(Item::parts).map(Item::id))
        .containsExactly("dns.pod-fqdn", "dns.service-records");
  }

  @ParameterizedTest
  @CsvSource({"'', file is empty", "'id: [', not YAML", "'- a', expected a map"})
  void whatIsNotARubricIsRefused(String text, String says) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining(says);
  }

  @Test
  void pointsForNothingAreRefused() {
    List<String> lines = HEAD.lines().map(line -> line.replace("points: 1", "points: 0")).toList();

    assertThatThrownBy(
            () -> read(String.join("\n", lines) + "\n      - {criterion: chart.lints, points: 0}"))
        .hasMessageContaining("no points in it");
  }
}
