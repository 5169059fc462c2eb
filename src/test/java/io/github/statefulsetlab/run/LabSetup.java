package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/**
 * What a run of the suite works on when another program starts it: which submissions, on whose
 * cluster, and who listens. Without one, the settings and the listeners found by {@link
 * java.util.ServiceLoader} count.
 *
 * @param cluster stays up after the run
 */
public record LabSetup(
    Settings settings,
    List<Submission> submissions,
    List<RunListener> listeners,
    ClusterSession cluster) {

  /** Makes the runs of this session use this setup. */
  public void lendTo(LauncherSession session) {
    session.getStore().put(Namespace.create(LabSetup.class), LabSetup.class, this);
  }

  static java.util.Optional<LabSetup> lentTo(ExtensionContext context) {
    return java.util.Optional.ofNullable(
        context
            .getStore(
                StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(LabSetup.class))
            .get(LabSetup.class, LabSetup.class));
  }
}
