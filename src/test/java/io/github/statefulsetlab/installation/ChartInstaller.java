package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.api.model.Namespace;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.kube.timeline.TimelineRecorder;
import io.github.statefulsetlab.sandbox.ApiAccess;
import io.github.statefulsetlab.sandbox.Namespaces;
import io.github.statefulsetlab.sandbox.Sandbox;
import io.github.statefulsetlab.sandbox.SandboxLimits;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.support.CleanUp;
import io.github.statefulsetlab.support.Futures;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Installs a submission in a namespace of its own, inside a fence, with its history being recorded
 * since before the install. What was begun is undone where it does not come about.
 */
public final class ChartInstaller {

  private final InstallContext context;
  private final String namespace;
  private final CleanUp cleanUp = new CleanUp();

  /** Set once the fence stands: nothing is installed before. */
  private volatile Optional<Sandbox> fence = Optional.empty();

  private ChartInstaller(InstallContext context) {
    this.context = context;
    this.namespace = context.newNamespaceName();
    cleanUp.add(() -> context.discard(namespace));
  }

  /**
   * Creates the namespace, starts the recorder and installs the chart with these patches. Pods may
   * not be ready yet.
   *
   * @throws NotGradableException if the chart does not render, does not install, or has no
   *     StatefulSet
   */
  public static Installation install(InstallContext context, List<Patch> patches) {
    return new ChartInstaller(context).install(patches);
  }

  private Installation install(List<Patch> patches) {
    try {
      return installed(patches);
    } catch (RuntimeException e) {
      cleanUp.close();
      throw e;
    }
  }

  private Installation installed(List<Patch> patches) {
    Release release = context.release(namespace, () -> fence.orElseThrow().kubeConfig());
    Manifests manifests = guarded(release);
    List<Patch> needed = context.plan().patches();
    List<Patch> all = Stream.concat(needed.stream(), patches.stream()).toList();
    TimelineRecorder recorder = recordInsideFence(manifests);
    try {
      release.install(manifests, all);
    } catch (ChartException e) {
      throw new NotGradableException(
          InstallRefusal.told(String.valueOf(e.getMessage()), manifests), e);
    }
    Installation installation =
        new Installation(context, namespace, release, manifests, all, recorder, cleanUp);
    installation.awaitOnRecord();
    return installation;
  }

  private Manifests guarded(Release release) {
    Manifests manifests;
    try {
      manifests = release.manifests();
    } catch (ChartException e) {
      throw new NotGradableException("The chart does not render: " + e.getMessage(), e);
    }
    try {
      ManifestGuard.check(
          manifests, namespace, context.cluster().isEphemeral() ? Tenancy.OWN : Tenancy.SHARED);
    } catch (ChartException e) {
      throw new NotGradableException(String.valueOf(e.getMessage()), e);
    }
    return manifests;
  }

  private TimelineRecorder recordInsideFence(Manifests manifests) {
    context.cluster().requireRoom();
    Namespace created = Namespaces.create(context.cluster().client(), namespace);
    CompletableFuture<Sandbox> standing =
        Futures.background(
            () ->
                Sandbox.around(
                    context.cluster(),
                    namespace,
                    SandboxLimits.nodePorts(manifests),
                    context.nodeAddresses(),
                    ApiAccess.of(manifests)));
    cleanUp.add(() -> standing.thenAccept(Sandbox::close));
    TimelineRecorder recorder =
        TimelineRecorder.start(
            context.cluster().client(), namespace, created.getMetadata().getResourceVersion());
    cleanUp.add(recorder::close);
    fence = Optional.of(Futures.await(standing));
    return recorder;
  }
}
