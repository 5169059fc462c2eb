package io.github.statefulsetlab.lab.dns;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Waits;
import io.github.statefulsetlab.sandbox.ToolboxContainer;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.util.Set;
import java.util.function.Supplier;

/** The names of an installation's pods: the Service that gives them, and look-ups. */
public final class Dns {

  private final Installation installation;
  private final Supplier<StatefulSet> set;
  private final Evidence evidence;

  /**
   * Looks nothing up yet.
   *
   * @param set the StatefulSet as last seen
   */
  public Dns(Installation installation, Supplier<StatefulSet> set, Evidence evidence) {
    this.installation = installation;
    this.set = set;
    this.evidence = evidence;
  }

  /** Look-ups from a pod of the grader's own, in the lab's namespace. */
  public DnsLookups lookups() {
    return lookups(installation.toolboxes().inside());
  }

  /** Look-ups from a pod of the grader's own, in another namespace, which many labs share. */
  public DnsLookups lookupsFromAnotherNamespace() {
    return lookups(installation.toolboxes().elsewhere());
  }

  /** Whether the set's pods ask the cluster's DNS, and not one of their own choice. */
  public boolean isAskedByPods() {
    return Pods.askClusterDns(set.get().getSpec().getTemplate().getSpec());
  }

  /** What a pod finds that asks for a name itself, from a container of the grader's own in it. */
  public DnsAnswer askedBy(String pod, String name) {
    String[] command = {"nslookup", "-type=a", name};
    ToolboxPod.Result result =
        ToolboxContainer.run(
            installation.client(),
            installation.namespace(),
            pod,
            ToolboxPod.imageOn(installation.client()),
            command);
    evidence.add(
        "Look-up from within the pod", "In pod %s:%n%s".formatted(pod, result.transcript(command)));
    return new DnsAnswer(DnsLookups.addresses(result.output()), result.transcript(command));
  }

  private DnsLookups lookups(ToolboxPod toolbox) {
    return new DnsLookups(
        toolbox,
        new Waits(installation, evidence),
        evidence,
        governingService().remedyForNoNames());
  }

  /** The Service that {@code serviceName} names, as it is now. */
  public GoverningService governingService() {
    return new GoverningService(
        set.get(),
        installation.client().services().inNamespace(installation.namespace()).list().getItems());
  }

  /** The pods that the Service under which they have their names selects now, ready or not. */
  public Set<String> podsBehind(GoverningService service) {
    return service.pods(installation.timeline().current(EndpointSlice.class));
  }
}
