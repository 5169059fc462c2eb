package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.chart.policy.LabRights;
import java.time.Duration;
import java.util.List;

/**
 * Who installs the charts of a lab: a ServiceAccount that may make what a chart may have, in its
 * namespace alone.
 */
final class InstallerAccount {

  static final String NAME = "statefulset-lab-installer";

  private static final String RBAC = "rbac.authorization.k8s.io";

  /** Longer than any lab stands; the token dies with the ServiceAccount before that. */
  private static final Duration TOKEN = Duration.ofHours(6);

  private InstallerAccount() {}

  /** The account, what it may do, and what gives it that right. */
  static List<HasMetadata> objects(String namespace) {
    return List.of(
        new ServiceAccountBuilder()
            .withMetadata(metadata(namespace))
            .withAutomountServiceAccountToken(false)
            .build(),
        new RoleBuilder().withMetadata(metadata(namespace)).withRules(LabRights.rules()).build(),
        new RoleBindingBuilder()
            .withMetadata(metadata(namespace))
            .withNewRoleRef(RBAC, "Role", NAME)
            .addNewSubject("", "ServiceAccount", NAME, namespace)
            .build());
  }

  private static ObjectMeta metadata(String namespace) {
    return new ObjectMetaBuilder()
        .withNamespace(namespace)
        .withName(NAME)
        .withLabels(ToolboxTemplate.LABELS)
        .build();
  }

  /** A token of the account, once it exists. */
  static String token(KubernetesClient client, String namespace) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(TOKEN.toSeconds())
            .endSpec()
            .build();
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(NAME)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }
}
