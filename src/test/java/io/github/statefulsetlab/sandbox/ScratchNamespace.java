package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A namespace with no lab in it, and a pod of the grader's own there; made when first needed. */
public final class ScratchNamespace {

  private final Supplier<KubernetesClient> client;
  private final Supplier<String> newName;
  private Optional<String> namespace = Optional.empty();
  private Optional<ToolboxPod> grader = Optional.empty();

  /**
   * Creates nothing yet.
   *
   * @param newName gives the namespace a name that nobody has
   */
  public ScratchNamespace(Supplier<KubernetesClient> client, Supplier<String> newName) {
    this.client = client;
    this.newName = newName;
  }

  public synchronized String namespace() {
    if (namespace.isEmpty()) {
      String name = newName.get();
      Namespaces.create(client.get(), name);
      Namespaces.awaitServiceAccount(client.get(), name);
      namespace = Optional.of(name);
    }
    return namespace.get();
  }

  public synchronized ToolboxPod toolbox() {
    if (grader.isEmpty()) {
      grader =
          Optional.of(
              ToolboxPod.start(client.get(), namespace(), ToolboxPod.imageOn(client.get())));
    }
    return grader.get();
  }

  public synchronized void discard(Consumer<String> discarding) {
    namespace.ifPresent(discarding);
  }
}
