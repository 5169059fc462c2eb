package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.discovery.ClusterShapes;
import io.github.statefulsetlab.discovery.Exploration;
import io.github.statefulsetlab.discovery.GradedStatefulSet;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.discovery.InstallPlanner;
import io.github.statefulsetlab.discovery.JudgedCopy;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.KubeletRequests;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.kube.PodIdentity;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.lab.dns.GoverningService;
import io.github.statefulsetlab.lab.patch.ServicePatches;
import io.github.statefulsetlab.lab.patch.SlowStart;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.sandbox.ApiAccess;
import io.github.statefulsetlab.sandbox.SandboxLimits;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Whatever a chart renders to, what comes of it is something about the chart. */
@DisplayName("Odd values in a chart")
class OddValuesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RICH = Path.of("src", "test", "resources", "odd-values", "chart.yaml");

  /** Every so many of the values for each field, unless all are asked for with lab.odd. */
  private static final int EVERY = 5;

  private static final boolean ALL = Boolean.getBoolean("lab.odd");

  /** As JSON, which is YAML. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "2147483648",
          "999999999999999999999999999999",
          "1e400",
          "0.5",
          ".nan",
          "2001-01-01",
          "\"\"",
          "\" \"",
          "\"text\"",
          "\"5\"",
          "\"-1Gi\"",
          "\"%zz /{}|\\\\[\"",
          "\"../../etc\"",
          "\"a\\u2028b\\u202ec\\ud83d\\ude00\"",
          "\"\\u0000\"",
          "\"" + "x".repeat(3_000) + "\"",
          "[]",
          "[null]",
          "[[]]",
          "[{}]",
          "[\"\"]",
          "[1, 1]",
          "{}",
          "{\"\": null}",
          "{\"a\": {\"b\": [1]}}",
          "{\"name\": null}");

  private static final Submission SUBMISSION =
      Submission.of("odd", new Chart(Path.of("charts", "counter"), Path.of("odd"), "odd", "1", "1"))
          .build();

  private static List<ObjectNode> rich() throws IOException {
    List<ObjectNode> documents = new ArrayList<>();
    try (var found =
        new YAMLMapper().readerFor(ObjectNode.class).<ObjectNode>readValues(RICH.toFile())) {
      found.forEachRemaining(documents::add);
    }
    return documents;
  }

  /** A field of one of the objects, as in {@code Service/web /spec/ports/0/port}. */
  record Place(int document, String object, JsonPointer field) {

    @Override
    public String toString() {
      return object + " " + field;
    }
  }

  static Stream<String> objects() throws IOException {
    return rich().stream().map(OddValuesTest::name);
  }

  private static String name(JsonNode object) {
    return object.path("kind").asText() + "/" + object.path("metadata").path("name").asText();
  }

  private static List<Place> places(String object) throws IOException {
    List<Place> places = new ArrayList<>();
    List<ObjectNode> rich = rich();
    for (int i = 0; i < rich.size(); i++) {
      if (name(rich.get(i)).equals(object)) {
        collect(i, object, JsonPointer.empty(), rich.get(i), places);
      }
    }
    return places;
  }

  private static void collect(
      int document, String object, JsonPointer at, JsonNode value, List<Place> places) {
    if (!at.matches()) {
      places.add(new Place(document, object, at));
    }
    value
        .properties()
        .forEach(
            e -> collect(document, object, at.appendProperty(e.getKey()), e.getValue(), places));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      collect(document, object, at.appendIndex(i), value.get(i), places);
    }
  }

  @Test
  void theChartItselfIsFine() throws IOException {
    String yaml = Files.readString(RICH);

    assertThatCode(() -> goThrough(yaml, Tenancy.OWN)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void areAboutTheChart(String object) throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    List<Place> places = places(object);
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      for (int j = ALL ? 0 : i % EVERY; j < ODD.size(); j += ALL ? 1 : EVERY) {
        String odd = ODD.get(j);
        String shown = odd.length() > 30 ? odd.substring(0, 30) : odd;
        outcome(with(place, odd)).ifPresent(what -> wrong.putIfAbsent(what, place + " = " + shown));
      }
      outcome(without(place)).ifPresent(what -> wrong.putIfAbsent(what, place + " left out"));
    }

    assertThat(wrong).isEmpty();
  }

  private static String with(Place place, String odd) throws IOException {
    return changed(
        place,
        (parent, last) -> {
          String marker = "\"@odd@\"";
          JsonNode text = JSON.getNodeFactory().textNode("@odd@");
          if (parent instanceof ArrayNode list) {
            list.set(last.getMatchingIndex(), text);
          } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), text);
          }
          return marker;
        },
        odd);
  }

  private static String without(Place place) throws IOException {
    return changed(
        place,
        (parent, last) -> {
          if (parent instanceof ArrayNode list) {
            list.remove(last.getMatchingIndex());
          } else {
            ((ObjectNode) parent).remove(last.getMatchingProperty());
          }
          return "\"@odd@\"";
        },
        "");
  }

  private interface Change {
    String at(JsonNode parent, JsonPointer last);
  }

  private static String changed(Place place, Change change, String odd) throws IOException {
    List<ObjectNode> rich = rich();
    ObjectNode document = rich.get(place.document());
    String marker = change.at(document.at(place.field().head()), place.field().last());
    return Stream.of(rich.get(0), document)
        .distinct()
        .map(JsonNode::toString)
        .collect(Collectors.joining("\n---\n"))
        .replace(marker, odd);
  }

  /** What came of it that is nothing about the chart. */
  private static Optional<String> outcome(String yaml) {
    for (Tenancy tenancy : Tenancy.values()) {
      try {
        goThrough(yaml, tenancy);
      } catch (NotGradableException | ChartException | AssertionError | TestAbortedException e) {
        String words = String.valueOf(e.getMessage());
        if (words.contains("Exception") || words.contains("An error has occurred")) {
          return Optional.of(words.substring(0, Math.min(words.length(), 150)));
        }
      } catch (RuntimeException | StackOverflowError e) {
        return Optional.of(
            e
                + " "
                + Stream.of(e.getStackTrace())
                    .filter(f -> f.getClassName().contains("statefulsetlab"))
                    .limit(3)
                    .toList());
      }
    }
    return Optional.empty();
  }

  /** As far as it goes without a cluster. */
  private static void goThrough(String yaml, Tenancy tenancy) {
    Preflight preflight = Preflight.checked(SUBMISSION, yaml, tenancy);
    preflight.requireUsable();
    Manifests manifests = preflight.manifests();
    for (boolean canBeHad : List.of(true, false)) {
      InstallPlan plan =
          InstallPlanner.plan(
              SUBMISSION,
              manifests,
              Optional.empty(),
              "toolbox:1",
              image -> canBeHad ? Optional.empty() : Optional.of("not found"),
              ClusterShapes.ONE_SMALL_NODE);
      Manifests patched = manifests.with(plan.patches());
      StatefulSet set = GradedStatefulSet.of(SUBMISSION, patched);
      if (Exploration.isNeeded(set, plan.found())) {
        patched.with(Exploration.patches(set, plan.found()));
      }
      patched.with(JudgedCopy.of(set, plan.quietRequests(set)));
      patched.with(List.of(StatefulSetPatches.replicas(3), StatefulSetPatches.withoutLiveness()));
      ServicePatches.withoutSessionAffinity(patched).ifPresent(p -> patched.with(List.of(p)));
      ApiAccess.of(patched);
      SandboxLimits.nodePorts(patched);
      GoverningService.noneIsHeadless(patched);
      Pace.of(set);
      PodIdentity.expected(set);
      Claims.expectedNames(set);
      KubeletRequests.of(set.getSpec().getTemplate().getSpec());
      patched.of(Service.class).forEach(Services::isHeadless);
      abortedOrNot(set);
    }
  }

  private static void abortedOrNot(StatefulSet set) {
    try {
      SlowStart.assumePossible(set);
    } catch (TestAbortedException e) {
      // That is something about the chart.
    }
  }
}
