package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.run.BehaviourResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One promise that can be graded, as {@code criteria/<family>.yaml} has it.
 *
 * @param id as in {@code counts.diverge}; its family comes before the dot
 * @param title a sentence
 * @param expected what a kept promise looks like
 * @param checked how it is brought about and what is asserted
 * @param hint what to change when it fails
 * @param kubernetes the page of the Kubernetes documentation behind it
 * @param harness what the harness sets itself, so that next to any chart passes; else null
 * @param dependsOn ids of criteria: where one of them fails, this one can't hold either, and a
 *     failure that follows from theirs becomes SKIPPED; else null
 * @param parts what of it can be right for some, such as {@code pods}, so that a rubric can give a
 *     part of the points; null where it is all or nothing
 * @param mutant {@code none: why}, where no chart can be broken so that only this fails; else null
 */
public record Criterion(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String expected,
    @JsonProperty(required = true) String checked,
    @JsonProperty(required = true) String hint,
    @JsonProperty(required = true) String kubernetes,
    @Nullable String harness,
    @Nullable List<String> dependsOn,
    @Nullable String parts,
    @Nullable String mutant) {

  private static final String NO_MUTANT = "none:";

  /** The families of promises, in the order in which people read about them. */
  public static final List<String> FAMILIES =
      List.of(
          "identity",
          "counts",
          "storage",
          "services",
          "dns",
          "probes",
          "ordering",
          "updates",
          "chart");

  /** The part of the id before the dot. */
  public String family() {
    return id.substring(0, id.indexOf('.'));
  }

  /** What it depends on, as it says itself; often empty. */
  public List<String> dependencies() {
    return dependsOn == null ? List.of() : dependsOn;
  }

  /** Why no chart can be broken so that this criterion fails; empty where one can. */
  public Optional<String> whyNoMutant() {
    return Optional.ofNullable(mutant)
        .filter(text -> text.startsWith(NO_MUTANT))
        .map(text -> text.substring(NO_MUTANT.length()).strip());
  }

  /** What the harness brings about by itself, so that points for it would be free; often empty. */
  public Optional<String> broughtAbout() {
    return Optional.ofNullable(harness);
  }

  /** What of it can be right for some, such as {@code pods}; empty where it is all or nothing. */
  public Optional<String> countedParts() {
    return Optional.ofNullable(parts);
  }

  /** What to change: the hint that fits this failure's cause, else the criterion's own. */
  public String hintFor(BehaviourResult observation) {
    return observation
        .failure()
        .flatMap(failure -> observation.hint())
        .map(OutputSanitizer::text)
        .orElse(hint);
  }

  /** All criteria by id. */
  public static Map<String, Criterion> all() {
    return byId(
        FAMILIES.stream().flatMap(family -> read("/criteria/" + family + ".yaml").stream()));
  }

  static Map<String, Criterion> byId(Stream<Criterion> criteria) {
    return criteria.collect(
        Collectors.toMap(
            Criterion::id,
            Function.identity(),
            (a, b) -> {
              throw new IllegalStateException("There are two criteria " + a.id() + ".");
            },
            TreeMap::new));
  }

  private static List<Criterion> read(String resource) {
    try (InputStream yaml = Criterion.class.getResourceAsStream(resource)) {
      return yaml == null ? List.of() : new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read.", e);
    }
  }
}
