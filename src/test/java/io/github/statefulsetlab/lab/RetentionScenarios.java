package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.kube.RetentionPolicy;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** The submission with two pods, once under each retention policy, side by side. */
public final class RetentionScenarios {

  private static final int PODS = 2;
  private static final Duration A_WHILE = Duration.ofSeconds(2);

  private final List<Scenario> trials;

  private RetentionScenarios(List<Scenario> trials) {
    this.trials = trials;
  }

  /** Installs the submission under all four policies and waits until all are ready. */
  public static RetentionScenarios ofEveryPolicy(LabFactory labs) {
    record Begun(RetentionPolicy policy, Lab lab) {}
    List<Begun> begun =
        RetentionPolicy.all().stream()
            .map(
                policy ->
                    new Begun(
                        policy,
                        labs.install(
                            StatefulSetPatches.replicas(PODS),
                            StatefulSetPatches.retention(policy))))
            .toList();
    begun.forEach(trial -> trial.lab().awaitInstalled());
    return new RetentionScenarios(
        begun.stream().map(b -> Scenario.of(b.policy(), b.lab())).toList());
  }

  /** Does this to all of them, then waits for each in turn. */
  public void each(Consumer<Admin> operation, Consumer<Admin> settled) {
    trials.forEach(trial -> operation.accept(trial.lab().admin()));
    trials.forEach(trial -> settled.accept(trial.lab().admin()));
  }

  /** Fails unless each has just the claims of so many pods left, those of the lowest ordinals. */
  public void leave(String when, ToIntFunction<RetentionPolicy> pods) {
    trials.forEach(
        trial ->
            trial
                .lab()
                .eventually(
                    "claims under %s, %s".formatted(trial.policy(), when),
                    () -> trial.assertLeft(pods.applyAsInt(trial.policy()))));
    trials
        .get(0)
        .lab()
        .consistentlyFor(
            A_WHILE,
            "no other claims go, " + when,
            () -> trials.forEach(trial -> trial.assertLeft(pods.applyAsInt(trial.policy()))));
  }

  private record Scenario(RetentionPolicy policy, Lab lab, List<ClaimIdentity> claims) {

    static Scenario of(RetentionPolicy policy, Lab lab) {
      return new Scenario(
          policy,
          lab,
          lab.storage().claimsFromTemplates().stream()
              .map(ClaimIdentity::of)
              .sorted(Comparator.comparingInt(ClaimIdentity::ordinal))
              .toList());
    }

    /** There are as many claims for each pod as there are claim templates. */
    void assertLeft(int pods) {
      int left = pods * claims.size() / PODS;
      Optional<String> otherUsers =
          lab.storage().remedyForOtherUsers(claims.subList(left, claims.size()));
      lab.dependingOn(
          otherUsers.isPresent() ? List.of("storage.claim-in-use") : List.of(),
          () -> lab.withHint(otherUsers, () -> assertClaimsAre(claims.subList(0, left))));
    }

    private void assertClaimsAre(List<ClaimIdentity> left) {
      assertThat(lab.storage().claims())
          .as("claims under %s", policy)
          .filteredOn(claims::contains)
          .containsExactlyInAnyOrderElementsOf(left);
    }
  }
}
