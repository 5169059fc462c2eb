package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The user of a claim's app")
class ProcessUserTest {

  private static Pod pod(String securityContext, String ofTheContainer, String status) {
    return Serialization.unmarshal(
        """
        kind: Pod
        apiVersion: v1
        metadata: {name: web-0}
        spec:
          securityContext: {%s}
          volumes:
            - {name: data, persistentVolumeClaim: {claimName: data-web-0}}
          containers:
            - {name: log}
            - {name: app, securityContext: {%s}, volumeMounts: [{name: data, mountPath: /data}]}
        status: {%s}
        """
            .formatted(securityContext, ofTheContainer, status),
        Pod.class);
  }

  @Test
  void isTheOneThatTheKubeletReports() {
    String status =
        """
        containerStatuses: [\
        {name: log, user: {linux: {uid: 7, gid: 7}}}, {name: app, user: {linux: {uid: 0, gid: 0}}}]\
        """;

    assertThat(ProcessUser.ofClaim(pod("runAsUser: 1000", "", status), "data-web-0"))
        .contains(new ProcessUser(0, 0));
  }

  @Test
  void isTheOneThatIsAskedForWhereTheKubeletReportsNone() {
    String status = "containerStatuses: [{name: app}]";

    assertThat(
            ProcessUser.ofClaim(pod("runAsUser: 1000, runAsGroup: 3000", "", status), "data-web-0"))
        .contains(new ProcessUser(1000, 3000));
    assertThat(ProcessUser.ofClaim(pod("runAsUser: 1000", "runAsUser: 2000", status), "data-web-0"))
        .as("the container's own")
        .contains(new ProcessUser(2000, 0));
  }

  @Test
  void isTheImagesWhereNobodySays() {
    assertThat(ProcessUser.ofClaim(pod("fsGroup: 1", "", ""), "data-web-0")).isEmpty();
    assertThat(ProcessUser.ofClaim(pod("runAsUser: 1", "", ""), "another")).isEmpty();
  }
}
