package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.installation.Tables;
import io.github.statefulsetlab.kube.StatefulSets;
import java.util.List;

/** Which pod management policy and which Service a StatefulSet has: its table does not show it. */
final class PolicyTable {

  /** The columns, as {@code kubectl get -o custom-columns=} takes them. */
  static final String COLUMNS =
      "NAME:.metadata.name,POLICY:.spec.podManagementPolicy,SERVICE:.spec.serviceName";

  private PolicyTable() {}

  /** The command and what it prints. */
  static String transcript(StatefulSet set) {
    String name = set.getMetadata().getName();
    return "$ kubectl get sts %s -o custom-columns=%s\n%s"
        .formatted(
            name,
            COLUMNS,
            Tables.table(
                List.of("NAME", "POLICY", "SERVICE"),
                List.of(
                    List.of(
                        name,
                        StatefulSets.podManagementPolicy(set),
                        String.valueOf(set.getSpec().getServiceName())))));
  }
}
