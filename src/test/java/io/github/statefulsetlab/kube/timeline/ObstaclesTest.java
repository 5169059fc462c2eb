package io.github.statefulsetlab.kube.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObstaclesTest {

  private final Timeline timeline = new Timeline();
  private long revision = 1;

  @Test
  void podsThatAreJustNotReadyYetMeetNone() {
    seen(pod("web-0", "ContainerCreating", ""));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error looking up service account ns/robot: serviceaccount \"robot\" not found | ServiceAccount robot",
        "violates PodSecurity \"baseline:latest\": hostNetwork | Pod Security",
        "exceeded quota: lab, requested: pods=1 | ResourceQuota",
        "Invalid value: \"2\": must be less than or equal to cpu limit | Correct the field",
      })
  void aRefusedPodIsExplainedByWhatWasSaid(String said, String remedy) {
    seen(
        event(
            "FailedCreate",
            "StatefulSet",
            "web",
            "create Pod web-0 in StatefulSet web failed error: pods \"web-0\" is forbidden: "
                + said));

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle -> {
              assertThat(obstacle.what()).contains(said);
              assertThat(obstacle.remedy()).contains(remedy);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "Create"})
  void aRefusalThatWasOvercomeIsNone(String verb) {
    seen(
        event(
            "FailedCreate",
            "StatefulSet",
            "web",
            verb + " Pod web-0 in StatefulSet web failed error: no"));
    assertThat(Obstacles.of(timeline, "web")).isPresent();

    seen(pod("web-0", "ContainerCreating", ""));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @Test
  void aConflictIsNoRefusal() {
    seen(
        event(
            "FailedCreate",
            "StatefulSet",
            "web",
            "Create Pod web-1 in StatefulSet web failed error: Operation cannot be fulfilled on"
                + " resourcequotas \"statefulset-lab\": the object has been modified; please apply"
                + " your changes to the latest version and try again"));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @Test
  void anotherSetsTroubleIsNone() {
    seen(event("FailedCreate", "StatefulSet", "db", "create Pod db-0 in StatefulSet db failed"));
    seen(pod("db-0", "ErrImagePull", "no"));
    seen(pod("web-api-0", "ErrImagePull", "no"));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CreateContainerConfigError, 'secret \"db\" not found', Secret db",
    "CreateContainerConfigError, 'configmap \"app\" not found', ConfigMap app",
    "ImagePullBackOff, 'Back-off', --image",
    "RunContainerError, 'exec: \"run\": not found', command",
  })
  void aContainerThatCantStartIsExplained(String reason, String message, String remedy) {
    seen(pod("web-0", reason, message));

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle -> {
              assertThat(obstacle.what()).contains("app").contains("web-0").contains(message);
              assertThat(obstacle.remedy()).contains(remedy);
            });
  }

  @Test
  void aVolumeThatCantBeMountedNamesWhatIsMissing() {
    Pod pod = pod("web-0", "ContainerCreating", "");
    seen(pod);
    Event event =
        event(
            "FailedMount", "Pod", "web-0", "MountVolume.SetUp failed: configmap \"app\" not found");
    event.getInvolvedObject().setUid(pod.getMetadata().getUid());
    seen(event);

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(o -> assertThat(o.remedy()).contains("ConfigMap app"));
  }

  @ParameterizedTest
  @CsvSource({
    "'0/1 nodes are available: 1 node(s) didn''t match Pod''s node affinity/selector', true",
    "'0/1 nodes are available: 1 node(s) didn''t match pod anti-affinity rules', true",
    "'0/1 nodes are available: 1 node(s) didn''t match pod affinity rules', false",
    "'0/1 nodes are available: 1 Insufficient cpu', false",
    "'pod has unbound immediate PersistentVolumeClaims', false",
    "'running Reserve plugin \"VolumeBinding\": the claim is out of sync', false",
  })
  void onlyWhatWillNotChangeKeepsAPodFromItsNode(String message, boolean obstacle) {
    Pod pod = pod("web-0", "PodInitializing", "");
    seen(pod);
    Event event = event("FailedScheduling", "Pod", "web-0", message);
    event.getInvolvedObject().setUid(pod.getMetadata().getUid());
    seen(event);

    assertThat(Obstacles.of(timeline, "web").isPresent()).isEqualTo(obstacle);
  }

  @Test
  void aClaimThatGetsNoVolumeIsOneUntilItGetsOne() {
    seen(claim("Pending"));
    seen(
        event(
            "ProvisioningFailed",
            "PersistentVolumeClaim",
            "data-web-0",
            "storageclass \"fast\" not found"));
    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(o -> assertThat(o.what()).contains("data-web-0").contains("fast"));

    seen(claim("Bound"));
    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error saving claim: Operation cannot be fulfilled on persistentvolumeclaims \"data-web-0\": the object has been modified; please apply your changes to the latest version and try again",
        "failed to create volume: Post \"https://10.43.0.1:443/api/v1\": dial tcp 10.43.0.1:443: connect: connection refused",
        "etcdserver: request timed out"
      })
  void whatIsAskedAgainIsNone(String message) {
    seen(claim("Pending"));
    seen(event("ProvisioningFailed", "PersistentVolumeClaim", "data-web-0", message));
    seen(event("FailedCreate", "StatefulSet", "web", "create Pod web-0 failed: " + message));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @Test
  void aMissingClaimIsNamed() {
    seen(pod("web-0", "", ""));
    seen(claimNotFound("shared"));

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle ->
                assertThat(obstacle.remedy()).contains("Add the PersistentVolumeClaim shared"));
  }

  @Test
  void aClaimThatIsThereWhenTheSchedulerHasNotYetHeardOfItIsNoObstacle() {
    HasMetadata claim = claim("Pending");
    seen(claim);
    seen(pod("web-0", "", ""));
    seen(claimNotFound(claim.getMetadata().getName()));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @Test
  void aReadinessGateThatNobodySetsIsNamedAndOneOfTheGradersIsNot() {
    seen(running("web-0", "example.com/proxied"));
    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle -> assertThat(obstacle.what()).contains("example.com/proxied"));

    seen(running("web-0", "statefulset-lab.github.io/open"));
    assertThat(Obstacles.of(timeline, "web")).isEmpty();
  }

  @Test
  void aProbeThatTheAppAnswersWith404IsOneAndWith503IsNot() {
    seen(running("web-0", "statefulset-lab.github.io/open"));
    seen(unhealthy("Readiness probe failed: HTTP probe failed with statuscode: 503"));
    assertThat(Obstacles.of(timeline, "web")).isEmpty();

    seen(unhealthy("Readiness probe failed: HTTP probe failed with statuscode: 404"));
    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle ->
                assertThat(obstacle.what())
                    .contains("readinessProbe of pod web-0 asks for /nowhere")
                    .contains("status 404"));
  }

  @Test
  void thatNobodyListensIsKnownAtTheEndAlone() {
    seen(running("web-0", "statefulset-lab.github.io/open"));
    seen(
        unhealthy(
            "Readiness probe failed: Get \"http://10.0.0.9:5000/\": dial tcp 10.0.0.9:5000: connect: connection refused"));

    assertThat(Obstacles.of(timeline, "web")).isEmpty();
    assertThat(Obstacles.atTheEnd(timeline, "web"))
        .hasValueSatisfying(obstacle -> assertThat(obstacle.remedy()).contains("0.0.0.0"));
  }

  @Test
  void atTheEndWhatWasSeenLastCounts() {
    Event refused =
        unhealthy(
            "Readiness probe failed: Get \"http://10.0.0.9:5000/\": dial tcp 10.0.0.9:5000: connect: connection refused");
    refused.getMetadata().setName("web-0.first");
    refused.setLastTimestamp("2026-11-27T12:00:01Z");
    Event failed = unhealthy("Readiness probe failed: HTTP probe failed with statuscode: 503");
    failed.setLastTimestamp("2026-11-27T12:02:00Z");
    seen(running("web-0", "statefulset-lab.github.io/open"));
    seen(failed);
    seen(refused);

    assertThat(Obstacles.atTheEnd(timeline, "web"))
        .hasValueSatisfying(
            obstacle -> {
              assertThat(obstacle.what())
                  .contains("readinessProbe of pod web-0 asks for /nowhere")
                  .contains("status 503 until the end");
              assertThat(obstacle.remedy()).contains("can't serve");
            });
  }

  private static Event claimNotFound(String name) {
    return event(
        "FailedScheduling",
        "Pod",
        "web-0",
        "0/1 nodes are available: persistentvolumeclaim \"%s\" not found.".formatted(name));
  }

  private static Event unhealthy(String message) {
    return event("Unhealthy", "Pod", "web-0", message);
  }

  private static Pod running(String name, String gate) {
    return new PodBuilder(pod(name, "", ""))
        .editSpec()
        .editFirstContainer()
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath("/nowhere")
        .withNewPort(5000)
        .endHttpGet()
        .endReadinessProbe()
        .endContainer()
        .addNewReadinessGate(gate)
        .endSpec()
        .editStatus()
        .withPhase("Running")
        .editFirstContainerStatus()
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .endContainerStatus()
        .addNewCondition()
        .withType("ContainersReady")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  private void seen(HasMetadata object) {
    timeline.add(new Change(revision++, Instant.EPOCH, Change.Action.MODIFIED, object));
  }

  private static HasMetadata claim(String phase) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("data-web-0")
        .withUid("claim")
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }

  private static Event event(String reason, String kind, String name, String message) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(reason + name)
        .endMetadata()
        .withReason(reason)
        .withMessage(message)
        .withNewInvolvedObject()
        .withKind(kind)
        .withName(name)
        .withUid("uid-" + name)
        .endInvolvedObject()
        .build();
  }

  private static Pod pod(String name, String reason, String message) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-" + name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Pending")
        .addNewContainerStatus()
        .withName("app")
        .withImage("student/app")
        .withRestartCount(0)
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
