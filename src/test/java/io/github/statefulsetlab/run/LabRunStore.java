package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The run that a test belongs to: begun by the first to ask, and kept until JUnit has ended. */
final class LabRunStore {

  private LabRunStore() {}

  /** The run that this test belongs to. */
  static LabRun of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(LabRun.class))
        .computeIfAbsent(Attempted.class, key -> attempt(context), Attempted.class)
        .orThrow();
  }

  /** A run, or the reason why there is none: found out once, however many classes ask. */
  private record Attempted(Optional<LabRun> run, Optional<UsageException> refusal)
      implements AutoCloseable {

    LabRun orThrow() {
      return run.orElseThrow(refusal::orElseThrow);
    }

    @Override
    public void close() {
      run.ifPresent(LabRun::close);
    }
  }

  private static Attempted attempt(ExtensionContext context) {
    try {
      LabRun run = LabSetup.lentTo(context).map(LabRunStore::lent).orElseGet(LabRunStore::ofItsOwn);
      return new Attempted(Optional.of(run), Optional.empty());
    } catch (UsageException e) {
      return new Attempted(Optional.empty(), Optional.of(e));
    }
  }

  private static LabRun lent(LabSetup setup) {
    RunListeners listeners = new RunListeners(setup.listeners());
    listeners.ask();
    listeners.tell(l -> l.runStarted(setup.settings(), setup.submissions()));
    return new LabRun(setup, false);
  }

  private static LabRun ofItsOwn() {
    RunListeners listeners = RunListeners.found();
    try {
      Settings settings = Settings.fromSystemProperties();
      SelectedSubmissions selected = SelectedSubmissions.of(settings);
      listeners.ask();
      ClusterSession session =
          ClusterSession.start(settings, what -> listeners.tell(l -> l.progress(what)));
      try {
        return begin(settings, selected, listeners, session);
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (UsageException e) {
      listeners.tell(l -> l.runRefused(e));
      throw e;
    }
  }

  private static LabRun begin(
      Settings settings,
      SelectedSubmissions selected,
      RunListeners listeners,
      ClusterSession session) {
    List<Submission> submissions = selected.oneForEachSet(session);
    listeners.tell(l -> l.runStarted(settings, submissions));
    LabRun run = new LabRun(new LabSetup(settings, submissions, listeners.all(), session), true);
    if (!settings.values().isEmpty()) {
      run.requireUsableValues();
    }
    return run;
  }
}
