package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.submission.AppContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be known of a submission, and changed in it, before it can be installed here.
 *
 * @param statefulSet the name of the set that is graded
 * @param found where the app is
 * @param contract how the app behaves; empty where only trying can tell
 * @param patches what every install of it needs
 * @param notes what the grade tells about all this
 * @param missingVolumes what its claims ask for that the cluster makes no volumes for, a sentence
 *     each
 * @param visitors what asks by itself for the page that counts, a sentence each
 * @param standIn whether the bundled counter stands in for the app
 */
public record InstallPlan(
    String statefulSet,
    AppFinder.Found found,
    Optional<AppContract> contract,
    List<Patch> patches,
    List<String> notes,
    List<String> missingVolumes,
    List<String> visitors,
    boolean standIn) {

  /** How the app was found, and what the grade tells of it. */
  public List<String> how() {
    return Stream.concat(found.how().stream(), notes.stream()).toList();
  }

  /** What must not be asked for by the kubelet where visits are counted; empty if not known. */
  public Optional<QuietRequests> quietRequests(StatefulSet prepared) {
    Container app =
        Containers.named(found.container().getName(), prepared.getSpec().getTemplate().getSpec());
    return contract
        .filter(known -> AppImage.REFERENCE.equals(app.getImage()))
        .map(
            known ->
                JudgedCopy.ofTheCounter(prepared.getSpec().getTemplate().getSpec(), app, known));
  }
}
