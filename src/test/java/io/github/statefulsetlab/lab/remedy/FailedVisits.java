package io.github.statefulsetlab.lab.remedy;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.kube.ReadOnlyMount;
import io.github.statefulsetlab.submission.AppContract;
import java.util.List;

/**
 * Visits that the app answers with an error, as one does that can't write its file. Whatever is
 * judged by visits fails then, and one criterion is about it.
 */
public final class FailedVisits {

  /** The criteria that are about it, most likely first. */
  public static final List<String> ABOUT =
      List.of("storage.mounted-where-written", "counts.served-and-stored");

  private FailedVisits() {}

  /** What to change in the pods, or in the app. */
  public static String remedy(PodSpec pods, AppContract contract) {
    return contract
        .mountIn(pods)
        .flatMap(mount -> ReadOnlyMount.of(pods, contract.container(), mount))
        .map(FailedVisits::remedy)
        .orElse(Advice.ANSWER_WITH_SUCCESS);
  }

  private static String remedy(ReadOnlyMount place) {
    String volume = place.mount().volume();
    String path = place.mount().mountPath();
    return place
        .source()
        .map(
            kind ->
                "Container %s mounts volume %s, a %s, at %s, where the app keeps its count, and such a volume can't be written to. Mount it at another path, so that the claim is there."
                    .formatted(place.container(), volume, kind, path))
        .orElseGet(
            () ->
                "Container %s mounts volume %s at %s with readOnly: true, so the app can't write its count there. Remove readOnly from that entry of volumeMounts."
                    .formatted(place.container(), volume, path));
  }
}
