package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.support.Lazy;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A namespace with no lab in it, and a pod of the grader's own there; made when first needed. */
public final class ScratchNamespace {

  private final Supplier<KubernetesClient> client;
  private final Supplier<String> newName;
  private final Lazy<String> namespace = Lazy.of(this::create);
  private final Lazy<ToolboxPod> toolbox = Lazy.of(this::start);

  /**
   * Creates nothing yet.
   *
   * @param newName gives the namespace a name that nobody has
   */
  public ScratchNamespace(Supplier<KubernetesClient> client, Supplier<String> newName) {
    this.client = client;
    this.newName = newName;
  }

  public String namespace() {
    return namespace.get();
  }

  private String create() {
    String name = newName.get();
    Namespaces.create(client.get(), name);
    Namespaces.awaitServiceAccount(client.get(), name);
    return name;
  }

  public ToolboxPod toolbox() {
    return toolbox.get();
  }

  private ToolboxPod start() {
    return ToolboxPod.start(client.get(), namespace(), ToolboxPod.imageOn(client.get()));
  }

  /** Gives the namespace up if there is one; waits for one that is being made. */
  public void discard(Consumer<String> discarding) {
    namespace.ifBegun().ifPresent(discarding);
  }
}
