package io.github.statefulsetlab.lab;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Those who listen to a run, each on its own: one that throws does not keep the others from it. */
record Listeners(List<LabListener> all) {

  private static final Logger LOG = Logger.getLogger(Listeners.class.getName());

  Listeners {
    all = List.copyOf(all);
  }

  /** Those that {@link ServiceLoader} finds. */
  static Listeners found() {
    return new Listeners(
        ServiceLoader.load(LabListener.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  void tell(Consumer<LabListener> message) {
    for (LabListener listener : all) {
      try {
        message.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> listener.getClass().getSimpleName() + " failed");
      }
    }
  }
}
