package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.github.statefulsetlab.kube.ControllerRevisions;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/**
 * The revisions of a lab's StatefulSet, by name: the one that its template asks for, and its pods'.
 */
public final class Revisions {

  /** A template's function, with the version of an object's API. */
  private static final Pattern LOOKUP = Pattern.compile(".*\\blookup\\s+[\"(].*");

  private static final Pattern LABELLED = Pattern.compile("[.](?:labels|annotations)[.](.+)$");
  private static final Pattern LISTED =
      Pattern.compile("([^.\\[]+)\\[\\d+](?:[.](?:name|key|value))?$");

  /** The criteria that a template which renders to something else each time is held against. */
  private static final List<String> ABOUT =
      List.of("updates.on-delete", "updates.partition", "updates.rollback");

  private final LabContext lab;
  private final LabPods pods;

  Revisions(LabContext lab, LabPods pods) {
    this.lab = lab;
    this.pods = pods;
  }

  /** The revision that the set's template asks for, of whatever revision the pods are. */
  public String current() {
    return StatefulSets.updateRevision(lab.statefulSet())
        .orElseThrow(() -> new AssertionError("The StatefulSet has no revision."));
  }

  /** All pods' revisions, in order. */
  public List<String> ofPods() {
    return pods.all().stream().map(LabPod::revision).toList();
  }

  /** Revisions by which the lowest pods are at one, and all others at another. */
  public List<String> split(int lowest, String theirs, String others) {
    return IntStream.range(0, lab.podNames().size())
        .mapToObj(i -> i < lowest ? theirs : others)
        .toList();
  }

  /**
   * Runs what asserts that the template is again what it was at a revision. Where it is not, the
   * hint names the fields that render to something else; where that may be since the chart looks up
   * what it made before, which is not to be found here, the behaviour is skipped.
   */
  public void backAt(String revision, Runnable assertion) {
    List<String> changed =
        ControllerRevisions.differences(
            lab.timeline().current(ControllerRevision.class), revision, current());
    if (changed.isEmpty()) {
      assertion.run();
      return;
    }
    List<String> lookups = lab.installation().templatesThatSay(LOOKUP);
    if (!lookups.isEmpty()) {
      throw new TestAbortedException(
          "The chart looks up what is in the cluster (%s), which templates do not see here, and the pod template was not the same again: %s"
              .formatted(String.join(", ", lookups), String.join(", ", changed)));
    }
    DependsOn.around(ABOUT, () -> Hint.around(rendersToAnotherValue(changed), assertion));
  }

  /**
   * The template asks for this revision again; else the hint names what renders to another value.
   */
  public void backAt(String revision, String when) {
    backAt(revision, () -> assertThat(current()).as(when).isEqualTo(revision));
  }

  private String rendersToAnotherValue(List<String> fields) {
    return ("Each upgrade renders the pod template again, but the result differed: %s. Take what"
            + " changes (a random value, a date, .Release.Revision) out of it, or keep it in an"
            + " object that is looked up: run \"helm template\" twice and compare.")
        .formatted(
            fields.stream()
                .map(field -> "%s (%s)".formatted(field, lab.installation().where(key(field))))
                .collect(Collectors.joining(", ")));
  }

  /**
   * What to look for in the template: a label's or an annotation's key, which may have dots in it,
   * the list of a variable, else the last field.
   */
  static String key(String path) {
    Matcher labelled = LABELLED.matcher(path);
    Matcher listed = LISTED.matcher(path);
    return labelled.find()
        ? labelled.group(1)
        : listed.find() ? listed.group(1) : path.substring(path.lastIndexOf('.') + 1);
  }
}
