package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.policy.AllowedVolumes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The second fence: a ValidatingAdmissionPolicy for the namespaces of this run, which refuses what
 * charts may not have whoever asks for it, and keeps a chart's accounts from the grader's own pods.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating
 *     Admission Policy</a>
 */
public final class AdmissionFence {

  private static final String RUN = "statefulset-lab.github.io/run";

  private static final String POLICY =
      """
      # YAML
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: %1$s, labels: {app.kubernetes.io/managed-by: statefulset-lab}}
      spec:
        failurePolicy: Fail
        matchConstraints:
          namespaceSelector: {matchLabels: {%2$s: %3$s}}
          resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE, DELETE], resources: [pods, serviceaccounts, secrets]}
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [services]}
            - {apiGroups: [rbac.authorization.k8s.io], apiVersions: [v1], operations: [CREATE, UPDATE, DELETE], resources: [roles, rolebindings]}
        matchConditions:
          - name: not-the-garbage-collector
            expression: "request.operation != 'DELETE' || request.userInfo.username.startsWith('system:serviceaccount:' + request.namespace + ':')"
        variables:
          - name: pod
            expression: "request.operation != 'DELETE' && request.kind.kind == 'Pod'"
          - name: service
            expression: "request.operation != 'DELETE' && request.kind.kind == 'Service'"
          - name: containers
            expression: "variables.pod ? object.spec.containers + (has(object.spec.initContainers) ? object.spec.initContainers : []) : []"
          - name: chart
            expression: "request.userInfo.username.startsWith('system:serviceaccount:' + request.namespace + ':')"
          - name: marked
            expression: "(object != null && has(object.metadata.labels) && '%2$s' in object.metadata.labels) || (oldObject != null && has(oldObject.metadata.labels) && '%2$s' in oldObject.metadata.labels)"
          - name: record
            expression: "request.kind.kind == 'Secret' && [object, oldObject].exists(o, o != null && ((has(o.metadata.name) && o.metadata.name.startsWith('sh.helm.release.')) || (has(o.metadata.labels) && 'owner' in o.metadata.labels && o.metadata.labels['owner'] == 'helm')))"
        validations:
          - expression: "!variables.pod || !((has(object.spec.hostNetwork) && object.spec.hostNetwork) || (has(object.spec.hostPID) && object.spec.hostPID) || (has(object.spec.hostIPC) && object.spec.hostIPC))"
            message: "pods of a lab keep to their own namespaces of the kernel"
          - expression: "!variables.pod || !has(object.spec.volumes) || object.spec.volumes.all(v, %5$s)"
            message: "pods of a lab mount no volumes of the node or of others"
          - expression: "variables.containers.all(c, !has(c.securityContext) || !has(c.securityContext.privileged) || !c.securityContext.privileged)"
            message: "containers of a lab are not privileged"
          - expression: "variables.containers.all(c, !has(c.securityContext) || !has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(a, a in ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT']))"
            message: "containers of a lab add no other capabilities than those of Pod Security level baseline"
          - expression: "variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))"
            message: "containers of a lab take no ports of the node"
          - expression: "!variables.service || !has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0"
            message: "Services of a lab take no addresses of others"
          - expression: "!variables.service || !has(object.spec.loadBalancerIP) || object.spec.loadBalancerIP == ''"
            message: "Services of a lab ask for no address of a load balancer"
          - expression: "!variables.service || %4$s || !has(object.spec.type) || object.spec.type != 'LoadBalancer'"
            message: "on a cluster that others use, Services of a lab may not have type LoadBalancer"
          - expression: "!variables.chart || !variables.record || request.userInfo.username.endsWith(':%6$s')"
            message: "Helm's record of the release is not the chart's"
          - expression: "!variables.chart || !variables.marked"
            message: "the grader's own objects are not the chart's"
      """;

  private static final String ALLOWED_VOLUME =
      AllowedVolumes.SOURCES.stream()
          .map("has(v.%s)"::formatted)
          .collect(Collectors.joining(" || "));

  private static final String BINDING =
      """
      # YAML
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: %1$s, labels: {app.kubernetes.io/managed-by: statefulset-lab}}
      spec: {policyName: %1$s, validationActions: [Deny]}
      """;

  private AdmissionFence() {}

  private static String run() {
    return ToolboxTemplate.LABELS.getOrDefault(RUN, "");
  }

  /** The policy and its binding, of this run. */
  static List<HasMetadata> objects(boolean isOurs) {
    String name = "statefulset-lab-" + run();
    return Stream.of(POLICY, BINDING)
        .<HasMetadata>map(
            yaml ->
                Serialization.unmarshal(
                    yaml.formatted(
                        name, RUN, run(), isOurs, ALLOWED_VOLUME, InstallerAccount.NAME)))
        .toList();
  }

  /**
   * Puts it up. The API server acts by it within about a second, which is less than a chart takes
   * to be installed.
   *
   * @param isOurs whether nobody else uses the cluster
   * @return why it could not be put up; empty where it stands
   */
  public static Optional<String> putUp(KubernetesClient client, boolean isOurs) {
    try {
      objects(isOurs).forEach(object -> client.resource(object).create());
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(
          "no ValidatingAdmissionPolicy of the lab's own is there as a second fence: "
              + e.getMessage());
    }
  }

  /** Takes it down; what is not there or may not be deleted stays. */
  public static void takeDown(KubernetesClient client) {
    for (HasMetadata object : objects(true)) {
      try {
        client.resource(object).delete();
      } catch (KubernetesClientException e) {
        // Whoever may not delete it was not allowed to put it up.
      }
    }
  }
}
