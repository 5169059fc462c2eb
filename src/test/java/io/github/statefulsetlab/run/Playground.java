package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.Service;
import io.github.statefulsetlab.cluster.K3sCluster;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.sandbox.Namespaces;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A chart that is installed on a cluster which stays after this process.
 *
 * @param container the name of the container that is the cluster's node
 * @param service the Service that clients use; empty where none selects the pods
 * @param replicas how many pods the set has
 * @param toolbox the image of a pod for look-ups, which is on the node
 */
public record Playground(
    String container,
    Path kubeConfig,
    String namespace,
    String statefulSet,
    int replicas,
    Optional<Service> service,
    String governingService,
    AppContract app,
    String toolbox) {

  /**
   * Starts the cluster and installs what the settings name first.
   *
   * @param progress told what is being done
   * @throws io.github.statefulsetlab.submission.UsageException if there is no such chart
   * @throws io.github.statefulsetlab.submission.NotGradableException if it can't be installed
   */
  public static Playground install(Settings settings, Consumer<String> progress) {
    SelectedSubmissions selected = SelectedSubmissions.of(settings);
    ClusterSession session = ClusterSession.startPlayground(settings, progress);
    try {
      Submission submission = selected.first(session);
      LabSetup setup =
          new LabSetup(settings, List.of(submission), List.of(new Notes(progress)), session);
      SubmissionRun run = new SubmissionRun(new RunResources(setup), submission);
      Playground installed = of(run, run.ready());
      session.helm().close();
      return installed;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Playground of(SubmissionRun run, Installation installed) {
    LabCluster cluster = installed.cluster();
    if (!(cluster instanceof K3sCluster playground)) {
      throw new IllegalStateException("a playground is a cluster of its own");
    }
    var spec = installed.currentStatefulSet().orElseThrow().getSpec();
    Playground made =
        new Playground(
            playground.containerName(),
            cluster.kubeConfig(),
            installed.namespace(),
            installed.statefulSetName(),
            spec.getReplicas(),
            installed.clientService(),
            Optional.ofNullable(spec.getServiceName()).orElse(""),
            installed.contract(),
            run.toolboxImage());
    Namespaces.forPeople(cluster.client(), installed.namespace());
    playground.stay();
    return made;
  }

  /** Passes on what a person wants to know. */
  private record Notes(Consumer<String> progress) implements RunListener {

    @Override
    public void progress(String what) {
      progress.accept(what);
    }

    @Override
    public void submissionNoted(Submission submission, String note) {
      progress.accept("note: " + note);
    }
  }
}
