package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A namespace with no lab in it, and a pod of the grader's own there; made when first needed. */
final class Elsewhere {

  private final Supplier<KubernetesClient> client;
  private final Supplier<String> newName;
  private Optional<String> namespace = Optional.empty();
  private Optional<GraderPod> grader = Optional.empty();

  /**
   * Creates nothing yet.
   *
   * @param newName gives the namespace a name that nobody has
   */
  Elsewhere(Supplier<KubernetesClient> client, Supplier<String> newName) {
    this.client = client;
    this.newName = newName;
  }

  synchronized String namespace() {
    if (namespace.isEmpty()) {
      String name = newName.get();
      Namespaces.create(client.get(), name);
      Namespaces.awaitServiceAccount(client.get(), name);
      namespace = Optional.of(name);
    }
    return namespace.get();
  }

  synchronized GraderPod grader() {
    if (grader.isEmpty()) {
      grader =
          Optional.of(GraderPod.start(client.get(), namespace(), GraderPod.imageOn(client.get())));
    }
    return grader.get();
  }

  synchronized void discard(Consumer<String> discarding) {
    namespace.ifPresent(discarding);
  }
}
