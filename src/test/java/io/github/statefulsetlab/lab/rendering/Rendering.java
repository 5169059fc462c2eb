package io.github.statefulsetlab.lab.rendering;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.SourceLocations;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.chart.policy.Concessions;
import io.github.statefulsetlab.discovery.GradedStatefulSet;
import io.github.statefulsetlab.kube.Autoscalers;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.EachAsked;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * What a submission's chart renders to, without anything being installed, in the hands of one
 * behaviour. Hooks are not among the objects.
 */
public final class Rendering {

  private final Submission submission;
  private final Release release;
  private final String namespace;
  private final Evidence evidence;
  private Optional<Rendered> rendered = Optional.empty();

  /** What is graded, and what the chart renders to before the harness changes anything in it. */
  private record Rendered(Manifests manifests, Manifests asWritten, SourceLocations origins) {}

  public Rendering(Submission submission, Release release, String namespace, Evidence evidence) {
    this.submission = submission;
    this.release = release;
    this.namespace = namespace;
    this.evidence = evidence;
  }

  /** As {@link Lab#withHint}. */
  public void withHint(String text, Runnable block) {
    Hint.around(text, block);
  }

  /** As {@link Lab#dependingOn}. */
  public void dependingOn(List<String> criteria, Runnable block) {
    DependsOn.around(criteria, block);
  }

  /** Says what the chart has of what a rubric can ask for. */
  public void has(List<String> what) {
    evidence.chartHas(what);
  }

  /** The errors that {@code helm lint} finds. */
  public List<String> lintErrors() {
    List<String> errors = release.lintErrors();
    evidence.add("helm lint", errors.isEmpty() ? "no errors" : String.join("\n", errors));
    return errors;
  }

  /** What Helm says instead of rendering the chart; empty if it renders. */
  public Optional<String> refusal() {
    try {
      rendered();
      return Optional.empty();
    } catch (ChartException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The StatefulSet that is graded. */
  public StatefulSet statefulSet() {
    all(StatefulSet.class);
    return GradedStatefulSet.of(submission, rendered().manifests());
  }

  /**
   * All objects of a type.
   *
   * @throws NotGradableException if the chart does not render
   */
  public <T extends HasMetadata> List<T> all(Class<T> type) {
    try {
      return rendered().manifests().of(type);
    } catch (ChartException e) {
      throw new NotGradableException("The chart does not render: " + e.getMessage(), e);
    }
  }

  /**
   * The StatefulSets that the chart renders, by where their values come from: with those that were
   * given, and with each of the chart's values files on top. A file that it does not render with is
   * left out.
   */
  public Map<String, List<StatefulSet>> statefulSetsByValues() {
    Map<String, List<StatefulSet>> sets = new LinkedHashMap<>();
    sets.put("the values that were given", all(StatefulSet.class));
    for (String file : release.valuesFiles()) {
      try {
        sets.put(file, release.manifestsWith(file).of(StatefulSet.class));
      } catch (ChartException e) {
        evidence.add("helm template --values " + file, String.valueOf(e.getMessage()));
      }
    }
    return sets;
  }

  private Rendered rendered() {
    if (rendered.isEmpty()) {
      String text = release.render();
      evidence.add("helm template", text);
      rendered =
          Optional.of(
              new Rendered(
                  release.manifests(),
                  Manifests.parse(text).with(submission.patches()),
                  release.origins(text)));
    }
    return rendered.get();
  }

  /**
   * Where a field of an object is written, as in {@code templates/statefulset.yaml:12}, with the
   * value that it is taken from.
   */
  public String where(HasMetadata object, String field) {
    return rendered().origins().of(object, field);
  }

  /** Where a field of these objects is written. */
  public String where(List<? extends HasMetadata> objects, String field) {
    return objects.stream().map(o -> where(o, field)).distinct().collect(Collectors.joining(", "));
  }

  /** Runs the check for each way in which a criterion is asked for, which it is given. */
  public void forEachAsked(String criterion, Consumer<Asked> check) {
    EachAsked.of(submission.asked(), criterion, evidence, check);
  }

  /** Says that a promise was broken, and for how many of all it was kept. */
  public void keptFor(long right, long of) {
    evidence.keptFor(right, of);
  }

  /** The templates' lines that match, as in {@code templates/deployment.yaml:3}. */
  public List<String> templatesThatSay(Pattern line) {
    return release.templatesThatSay(line);
  }

  /**
   * The objects that name a namespace other than their release's, and those that belong to the
   * whole cluster, as the chart renders them.
   */
  public List<String> beyondTheNamespace() {
    all(HasMetadata.class);
    return Concessions.beyondTheNamespace(rendered().asWritten(), namespace).stream()
        .map(this::beyondTheNamespace)
        .toList();
  }

  private String beyondTheNamespace(HasMetadata object) {
    String named = object.getMetadata().getNamespace();
    return named == null || object instanceof Namespace
        ? "%s, which belongs to the whole cluster, at %s"
            .formatted(ObjectNames.of(object), where(object, "name"))
        : "%s names namespace %s at %s"
            .formatted(ObjectNames.of(object), named, where(object, "namespace"));
  }

  /** Kind and name of a Service, and what it selects by. */
  public static String selection(Service service) {
    return "%s by %s".formatted(ObjectNames.of(service), Workloads.selector(service));
  }

  /** The fewest pods that the set will have, by its own number or an autoscaler's. */
  public int fewestPods(StatefulSet set) {
    return Autoscalers.fewestPods(set, all(HorizontalPodAutoscaler.class));
  }

  /** Skips the behaviour where a single plain Service was asked for, and is what there is. */
  public void unlessOneServiceWasAskedFor(List<Service> services) {
    if (submission.replaysPlainService()
        && services.size() == 1
        && Workloads.headless(services).isEmpty()) {
      throw new TestAbortedException(
          "%s replays a run with one plain Service, %s, so a second one was not asked for."
              .formatted(submission.id(), services.get(0).getMetadata().getName()));
    }
  }
}
