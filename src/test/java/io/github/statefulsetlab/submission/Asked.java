package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an assignment asks of a submission, by criterion. Kubernetes promises none of it: that a
 * chart has three replicas, or keeps its Deployment, is judged only where somebody asks for it.
 *
 * @param criteria the criteria that are asked for, each with its parameters; with several where
 *     rows of a rubric ask for it in several ways, and each of them is judged
 */
public record Asked(Map<String, List<Parameters>> criteria) {

  /** The criteria that are judged only where they are asked for. */
  public static final Set<String> ONLY_WHERE_ASKED =
      Set.of(
          "chart.kind-toggle",
          "chart.replicas",
          "chart.two-services",
          "ordering.policy-as-asked",
          "updates.strategy-in-chart");

  /** All of those are asked for, as the bundled profiles do. */
  public static final Asked EVERYTHING =
      of(
          ONLY_WHERE_ASKED.stream()
              .collect(Collectors.toMap(Function.identity(), id -> Parameters.NONE)));

  /** Nobody asks for anything. */
  public static final Asked NOTHING = new Asked(Map.of());

  /** What {@code policy} may be. */
  public static final Set<String> POLICIES = Set.of("OrderedReady", "Parallel");

  /** The largest {@code at-least}. */
  public static final int MOST_REPLICAS = 12;

  private static final int FEWEST_REPLICAS = 3;
  private static final List<String> KEPT_KINDS = List.of("Deployment");
  private static final List<String> PROBES = List.of("liveness", "readiness");

  /**
   * The parameters of one criterion; each may be left out.
   *
   * @param policy the pod management policy of {@code ordering.policy-as-asked}
   * @param atLeast the number of pods of {@code chart.replicas}
   * @param kinds the kinds of workload of which {@code chart.kind-toggle} wants one to be kept
   * @param probes the probes that {@code probes.present} wants
   * @param strategy how the chart of {@code updates.strategy-in-chart} stages its updates, {@code
   *     partition} or {@code OnDelete}; rows of a rubric can ask for one each, since what the chart
   *     has is found out at once
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Parameters(
      @Nullable String policy,
      @JsonProperty("at-least") @Nullable Integer atLeast,
      @Nullable List<String> kinds,
      @Nullable List<String> probes,
      @Nullable String strategy) {

    /** None is given. */
    public static final Parameters NONE = new Parameters(null, null, null, null, null);
  }

  /**
   * Whether a criterion is judged in the same way with both: what is left out is what is usual, and
   * the order of words in a list says nothing.
   */
  public static boolean isSame(String criterion, Parameters one, Parameters other) {
    return usual(criterion, one).equals(usual(criterion, other));
  }

  private static List<Object> usual(String criterion, Parameters given) {
    Asked asked = of(Map.of(criterion, given));
    return List.of(
        asked.policy(),
        asked.fewestReplicas(),
        Set.copyOf(asked.keptKinds()),
        Set.copyOf(asked.probes()));
  }

  /** Refuses a criterion that is asked for in no way. */
  public Asked {
    criteria = Map.copyOf(criteria);
    if (criteria.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a criterion is asked for with parameters, if only none");
    }
  }

  /** Each criterion is asked for in one way. */
  public static Asked of(Map<String, Parameters> criteria) {
    return new Asked(
        criteria.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
  }

  /**
   * This for each way in which a criterion is asked for, which is then the only one; this itself
   * where nobody asks for it.
   */
  public List<Asked> each(String criterion) {
    return criteria.getOrDefault(criterion, List.of()).stream()
        .map(parameters -> of(Map.of(criterion, parameters)).or(this))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(), each -> each.isEmpty() ? List.of(this) : List.copyOf(each)));
  }

  /** Whether somebody asks for the criterion. */
  public boolean asks(String criterion) {
    return criteria.containsKey(criterion);
  }

  /**
   * The pod management policy that the chart must have; empty where none is asked for, or each of
   * several for points of its own.
   */
  public Optional<String> policy() {
    List<Parameters> ways = criteria.getOrDefault("ordering.policy-as-asked", List.of());
    return ways.size() == 1 ? Optional.ofNullable(ways.get(0).policy()) : Optional.empty();
  }

  /** How many pods {@code chart.replicas} wants. */
  public int fewestReplicas() {
    return Objects.requireNonNullElse(of("chart.replicas").atLeast(), FEWEST_REPLICAS);
  }

  /** The kinds of workload of which {@code chart.kind-toggle} wants one kept in a template. */
  public List<String> keptKinds() {
    return Objects.requireNonNullElse(of("chart.kind-toggle").kinds(), KEPT_KINDS);
  }

  /** The probes that {@code probes.present} wants: {@code liveness}, {@code readiness}. */
  public List<String> probes() {
    return Objects.requireNonNullElse(of("probes.present").probes(), PROBES);
  }

  /** The parameters of a criterion, of several the first; none where nobody asks for it. */
  public Parameters of(String criterion) {
    return criteria.getOrDefault(criterion, List.of(Parameters.NONE)).get(0);
  }

  /** What this asks for, but for one criterion. */
  public Asked except(String criterion) {
    Map<String, List<Parameters>> rest = new TreeMap<>(criteria);
    rest.remove(criterion);
    return new Asked(rest);
  }

  /** What this asks for, and what the other asks for beside it. */
  public Asked or(Asked other) {
    Map<String, List<Parameters>> both = new TreeMap<>(other.criteria);
    both.putAll(criteria);
    return new Asked(both);
  }
}
