package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.submission.Settings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the {@link SuiteRunner} that all self-tests share. */
final class OnOneCluster implements ParameterResolver {

  /**
   * Enough to keep the cores busy, since each run has several labs at a time. More would not be
   * done sooner, and apps would start so slowly that their probes give them up.
   */
  private static final int AT_ONCE =
      Integer.getInteger("lab.parallel-mutants", 2 * Runtime.getRuntime().availableProcessors());

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SuiteRunner.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(OnOneCluster.class))
        .computeIfAbsent(
            SuiteRunner.class,
            key -> new SuiteRunner(Settings.fromSystemProperties(), AT_ONCE),
            SuiteRunner.class);
  }
}
