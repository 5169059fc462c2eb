package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.UsageException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Those who listen to a run, each on its own: one that throws does not keep the others from it. */
record RunListeners(List<RunListener> all) {

  private static final Logger LOG = Logger.getLogger(RunListeners.class.getName());

  RunListeners {
    all = List.copyOf(all);
  }

  /** Those that {@link ServiceLoader} finds. */
  static RunListeners found() {
    return new RunListeners(
        ServiceLoader.load(RunListener.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /**
   * Asks all of them before anything is started.
   *
   * @throws UsageException what one of them refuses
   */
  void ask() {
    all.forEach(RunListener::runAsked);
  }

  void tell(Consumer<RunListener> message) {
    for (RunListener listener : all) {
      try {
        message.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> listener.getClass().getSimpleName() + " failed");
      }
    }
  }
}
