package io.github.statefulsetlab.discovery;

import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.AppDescription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How an app behaves, as far as that follows from what is said of it and from the chart. */
record DeclaredContract(AppFinder.Found found, AppDescription said) {

  private static final String FAULTS = "FAULTS";
  private static final String ENABLED = "enabled";

  private String container() {
    return found.container().getName();
  }

  /** Why no page of it counts visits; empty if one may. */
  Optional<String> whyNothingCounts() {
    if (said.withoutCounter()) {
      return Optional.of("lab.yaml says so");
    }
    return said.visitPath().isPresent() ? Optional.empty() : Databases.sign(found.container());
  }

  AppContract withoutCounter() {
    return AppContract.withoutCounter(container(), found.port(), found.mount());
  }

  AppContract ofTheCounter() {
    return new AppContract(
        Optional.of(container()),
        found.port(),
        said.visitPath().orElse(AppContract.COUNTER.visitPath()),
        said.countPath().or(AppContract.COUNTER::countPath),
        found.file(),
        true,
        hasFaults());
  }

  private boolean hasFaults() {
    return said.faults()
        .orElseGet(
            () ->
                Stream.ofNullable(found.container().getEnv())
                    .flatMap(List::stream)
                    .anyMatch(v -> FAULTS.equals(v.getName()) && ENABLED.equals(v.getValue())));
  }

  /** What is said, if that is enough; otherwise it has to be tried. */
  Optional<AppContract> ofItsOwn() {
    if (said.visitPath().isEmpty() || said.file().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AppContract(
            Optional.of(container()),
            found.port(),
            said.visitPath().get(),
            said.countPath(),
            said.file(),
            true,
            hasFaults()));
  }
}
