package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The patches and notes of an {@link InstallPlan} that is being made. */
final class PlanDraft {

  private final StatefulSet set;
  private final List<Patch> patches = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  PlanDraft(StatefulSet set) {
    this.set = set;
  }

  void add(Patch patch) {
    patches.add(patch);
  }

  void addNoted(Patch patch) {
    patches.add(patch);
    notes.add(patch.description());
  }

  void note(String note) {
    notes.add(note);
  }

  /** Changes the pods of the set that is graded. */
  void patchPods(String description, Consumer<PodSpec> change) {
    patches.add(ofPods(description, change));
  }

  void patchPodsNoted(String description, Consumer<PodSpec> change) {
    addNoted(ofPods(description, change));
  }

  private Patch ofPods(String description, Consumer<PodSpec> change) {
    return ofSet(description, changed -> change.accept(changed.getSpec().getTemplate().getSpec()));
  }

  /** A change of the set that is graded. */
  Patch ofSet(String description, Consumer<StatefulSet> change) {
    return Patch.statefulSet(
        description,
        changed -> {
          if (changed.getMetadata().getName().equals(set.getMetadata().getName())) {
            change.accept(changed);
          }
        });
  }

  List<Patch> patches() {
    return List.copyOf(patches);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
