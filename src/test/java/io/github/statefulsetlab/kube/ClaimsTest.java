package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A claim")
class ClaimsTest {

  private static PersistentVolumeClaimBuilder claim(String name, String size, String mode) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withAccessModes(mode)
        .withStorageClassName("local-path")
        .withNewResources()
        .addToRequests("storage", new Quantity(size))
        .endResources()
        .endSpec();
  }

  private static StatefulSetBuilder set() {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("web")
        .withUid("set")
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withNewOrdinals()
        .withStart(1)
        .endOrdinals()
        .withVolumeClaimTemplates(
            claim("data", "1Gi", "ReadWriteOnce").build(),
            claim("data-web", "2Gi", "ReadWriteOnce").build())
        .endSpec();
  }

  @Test
  void isNamedAfterTemplateSetAndOrdinal() {
    StatefulSet set = set().build();

    assertThat(Claims.expectedNames(set))
        .containsExactly("data-web-1", "data-web-2", "data-web-web-1", "data-web-web-2");
    assertThat(Claims.expectedNames(set, 2)).containsExactly("data-web-2", "data-web-web-2");
    assertThat(
            Claims.expectedNames(
                new StatefulSetBuilder(set)
                    .editSpec()
                    .withVolumeClaimTemplates()
                    .endSpec()
                    .build()))
        .isEmpty();
  }

  @Test
  void isMadeFromTheTemplateOfItsName() {
    StatefulSet set = set().build();

    assertThat(Claims.isMadeFrom(claim("data-web-1", "1Gi", "ReadWriteOnce").build(), set))
        .isTrue();
    assertThat(Claims.isMadeFrom(claim("data-web-web-1", "2Gi", "ReadWriteOnce").build(), set))
        .isTrue();
    assertThat(Claims.isMadeFrom(claim("data-web-1", "2Gi", "ReadWriteOnce").build(), set))
        .isFalse();
    assertThat(Claims.isMadeFrom(claim("data-web-1", "1Gi", "ReadWriteMany").build(), set))
        .isFalse();
    assertThat(Claims.isMadeFrom(claim("mine", "1Gi", "ReadWriteOnce").build(), set)).isFalse();
  }

  @Test
  void mayTakeTheDefaultClassWhereItsTemplateNamesNone() {
    StatefulSet set = set().build();
    PersistentVolumeClaim claim = claim("data-web-1", "1Gi", "ReadWriteOnce").build();
    claim.getSpec().setStorageClassName("other");
    assertThat(Claims.isMadeFrom(claim, set)).isFalse();

    set.getSpec().getVolumeClaimTemplates().get(0).getSpec().setStorageClassName(null);
    assertThat(Claims.isMadeFrom(claim, set)).isTrue();
  }

  @Test
  void isBoundByItsPhase() {
    PersistentVolumeClaim bound =
        claim("data-web-1", "1Gi", "ReadWriteOnce")
            .withNewStatus()
            .withPhase("Bound")
            .endStatus()
            .build();

    assertThat(Claims.isBound(bound)).isTrue();
    assertThat(Claims.phase(bound)).isEqualTo("Bound");
    bound.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertThat(Claims.isBound(bound)).isTrue();
    assertThat(Claims.isTerminating(bound)).isTrue();
    assertThat(Claims.phase(bound)).isEqualTo("Terminating");
    assertThat(Claims.isBound(claim("data-web-1", "1Gi", "ReadWriteOnce").build())).isFalse();
  }

  @Test
  void isForOneNodeIfThatIsAllItAsksFor() {
    PersistentVolumeClaim claim = claim("data-web-1", "1Gi", "ReadWriteOnce").build();
    assertThat(Claims.isForOneNode(claim)).isTrue();

    claim.getSpec().setAccessModes(java.util.List.of("ReadWriteOncePod"));
    assertThat(Claims.isForOneNode(claim)).isTrue();

    claim.getSpec().setAccessModes(java.util.List.of("ReadWriteOnce", "ReadOnlyMany"));
    assertThat(Claims.isForOneNode(claim)).isFalse();
    assertThat(Claims.describe(claim))
        .isEqualTo("data-web-1 (Unknown, ReadWriteOnce and ReadOnlyMany)");

    claim.getSpec().setAccessModes(null);
    assertThat(Claims.isForOneNode(claim)).isFalse();
  }

  private static PersistentVolumeClaim owned(String name, String kind) {
    PersistentVolumeClaim claim = claim(name, "1Gi", "ReadWriteOnce").build();
    return kind.equals("nobody")
        ? claim
        : new PersistentVolumeClaimBuilder(claim)
            .editMetadata()
            .addNewOwnerReference()
            .withKind(kind)
            .withUid(kind.equals("Pod") ? "pod" : "set")
            .endOwnerReference()
            .endMetadata()
            .build();
  }

  @Test
  void isNotOwnedByASetThatHadTheSameNameBefore() {
    assertThat(Claims.isOwnedBy(owned("data-web-1", "StatefulSet"), set().build())).isTrue();
    assertThat(
            Claims.isOwnedBy(
                owned("data-web-1", "StatefulSet"),
                set().editMetadata().withUid("younger").endMetadata().build()))
        .isFalse();
  }

  /** A set that mounts a volume at that path; a claim where the template is named. */
  private static StatefulSet mounting(String path, String... templates) {
    StatefulSetBuilder set =
        new StatefulSetBuilder()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .addNewContainer()
            .addNewVolumeMount()
            .withName("data")
            .withMountPath(path)
            .endVolumeMount()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec();
    for (String template : templates) {
      set.editSpec()
          .addToVolumeClaimTemplates(claim(template, "1Gi", "ReadWriteOnce").build())
          .endSpec();
    }
    return set.build();
  }

  @Test
  void areKeptElsewhereWhereThisSetMountsNothingInTheirPlace() {
    StatefulSet database = mounting("/data/db", "data");

    assertThat(Claims.areKeptElsewhere(mounting("/tmp"), database)).isTrue();
    assertThat(Claims.areKeptElsewhere(mounting("/data/db"), database)).isFalse();
    assertThat(Claims.areKeptElsewhere(mounting("/tmp"), mounting("/data/db"))).isFalse();
    assertThat(Claims.areKeptElsewhere(mounting("/tmp"), mounting("/data/db", "unused"))).isFalse();
    assertThat(Claims.areKeptElsewhere(mounting("/tmp", "data"), database)).isFalse();
  }
}
