package io.github.statefulsetlab.lab.remedy;

import java.util.List;
import java.util.Map;

/** What to change, for causes that several promises are broken by. */
public final class Advice {

  /** The app's file lies on no volume at all. */
  public static final String MOUNT_WHERE_THE_APP_WRITES =
      """
      Nothing is mounted where the app keeps its file, so it lies in the container and goes with it. Set \
      volumeMounts[].mountPath of the container to the folder that the app writes to.\
      """;

  /** The volume is mounted by the file's own name. */
  public static final String MOUNT_THE_FOLDER =
      """
      A claim is mounted in the very place of the app's file, and Kubernetes makes a folder there. Set \
      volumeMounts[].mountPath of the container to the folder that the file lies in, and leave out subPath.\
      """;

  /** The volume is an emptyDir or the like. */
  public static final String MAKE_IT_A_CLAIM =
      """
      The app's file lies on a volume that goes with the pod. Remove it from spec.template.spec.volumes and put a claim \
      template of the same name under spec.volumeClaimTemplates of the StatefulSet.\
      """;

  /** A page is not answered, whatever it would have said. */
  public static final String ANSWER_IN_TIME =
      """
      The app was asked and did not answer: it hangs, or its containers get too little processor time or memory. Look at \
      what it writes (kubectl logs) and at what else the chart runs, and make it answer within a few seconds.\
      """;

  /** A page is answered with an error. */
  public static final String ANSWER_WITH_SUCCESS =
      """
      The app answers a visit with an error. Look at what it writes (kubectl logs). Often it can't write its file: the folder \
      must belong to the user that it runs as (set fsGroup in the pod's securityContext). Make it answer each visit that \
      it counts with a status below 400, whatever client asks and by whatever name.\
      """;

  /** The claim is there and mounted, and the app writes elsewhere. */
  public static final String WRITE_WHERE_THE_CLAIM_IS =
      """
      The claim is kept and the count is not on it: the app writes somewhere else. Make the folder that the app writes to \
      (an environment variable or its configuration) and volumeMounts[].mountPath the same.\
      """;

  /** A claim is mounted, and no file on it changes. */
  public static final String WRITE_BEFORE_THE_ANSWER =
      """
      A claim is mounted, and no file on it changes when the app counts a visit: the app keeps the count in memory, writes \
      it later, or writes to another folder. Write the count to a file below volumeMounts[].mountPath of the claim \
      before the visit is answered.\
      """;

  /** One claim for all pods. */
  public static final String ONE_CLAIM_EACH =
      """
      All pods mount the same claim, so each sees what the others write. Remove persistentVolumeClaim from \
      spec.template.spec.volumes and put a claim template of that name under spec.volumeClaimTemplates.\
      """;

  /** No volume for the claim. */
  public static final String ASK_FOR_WHAT_THE_CLUSTER_HAS =
      """
      The claims get no volumes, and so the pods don't start. In the claim template leave out selector and \
      volumeName, set accessModes to [ReadWriteOnce], and storageClassName to a class that the cluster has (kubectl get storageclasses), or leave it out for the default.\
      """;

  /** Pods that are not ready are among the endpoints. */
  public static final String PUBLISH_READY_PODS_ONLY =
      """
      The Service that clients use has publishNotReadyAddresses: true, so it sends requests to pods that are not ready, too. \
      Remove it there; the headless Service may have it.\
      """;

  /** No Service, or a headless one alone. */
  public static final String ADD_A_SERVICE_FOR_CLIENTS =
      """
      Clients need an address that leads to any of the pods, and a headless Service has none. Add a Service without \
      clusterIP: None whose selector is the StatefulSet's spec.selector.matchLabels.\
      """;

  /** A volume that many nodes may write to. */
  public static final String ONE_NODE_AT_A_TIME =
      """
      A pod's own volume is written to by that pod alone. Set accessModes of the claim template to [ReadWriteOnce].\
      """;

  /** Probes visit. */
  public static final String PROBES_MUST_NOT_COUNT =
      """
      Counts grew without a visit: a probe asks for the page that counts. Point livenessProbe, readinessProbe and \
      startupProbe at a path that does not count, such as /healthz.\
      """;

  private static final String CLAIMS = "storage.claims-bound";

  /** The second is for runs of the core promises, where the first is not checked. */
  private static final List<String> MOUNTS =
      List.of("storage.mounted-where-written", "counts.served-and-stored");

  private static final Map<String, List<String>> ABOUT =
      Map.of(
          MOUNT_WHERE_THE_APP_WRITES, MOUNTS,
          MOUNT_THE_FOLDER, MOUNTS,
          MAKE_IT_A_CLAIM, MOUNTS,
          WRITE_WHERE_THE_CLAIM_IS, MOUNTS,
          WRITE_BEFORE_THE_ANSWER, MOUNTS,
          ONE_CLAIM_EACH, List.of(CLAIMS),
          ASK_FOR_WHAT_THE_CLUSTER_HAS, List.of(CLAIMS),
          ADD_A_SERVICE_FOR_CLIENTS, List.of("chart.label-triangle", "chart.two-services"),
          PROBES_MUST_NOT_COUNT, List.of("probes.do-not-count"));

  /**
   * The criteria that are about the cause which this advice is for, most likely first: where one of
   * them fails, the same cause is not held against the submission again. Empty for other hints.
   */
  public static List<String> about(String hint) {
    return ABOUT.getOrDefault(hint, List.of());
  }

  private Advice() {}
}
