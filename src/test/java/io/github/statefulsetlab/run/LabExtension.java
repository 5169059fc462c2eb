package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.submission.Submission;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.support.ParameterInfo;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Hands each {@link Behaviour} the lab that it needs, and tells what came of it. One that met a
 * fault of the cluster or the harness is checked once more, from the start, and if it meets another
 * one, what the same check comes to on the bundled chart decides.
 */
final class LabExtension
    implements BeforeEachCallback,
        AfterEachCallback,
        InvocationInterceptor,
        ParameterResolver,
        TestWatcher {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LabExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) throws TimeoutException {
    LabRun run = LabRunStore.of(context);
    Attempt attempt = new Attempt(run.resources(), run.of(submission(context)), promise(context));
    store(context).put(Attempt.class, attempt);
    run.resources().listeners().tell(l -> l.behaviourStarted(attempt.id(), attempt.submission()));
    tries(context, attempt).make(attempt::begin, attempt::beginAgain);
  }

  private static Tries tries(ExtensionContext context, Attempt attempt) {
    return new Tries(attempt::canBeginAgain, () -> controlPasses(context, attempt));
  }

  private static boolean controlPasses(ExtensionContext context, Attempt attempt) {
    attempt.giveUp();
    LabRun run = LabRunStore.of(context);
    Control control = run.control();
    boolean passes =
        control.passes(
            promise(context),
            attempt.submission(),
            other -> {
              Object instance = ReflectionSupport.newInstance(context.getRequiredTestClass());
              for (Field field :
                  ReflectionSupport.findFields(
                      context.getRequiredTestClass(),
                      f -> f.getType() == Submission.class,
                      HierarchyTraversalMode.TOP_DOWN)) {
                field.setAccessible(true);
                field.set(instance, control.submission());
              }
              Method method = context.getRequiredTestMethod();
              ReflectionSupport.invokeMethod(
                  method,
                  instance,
                  Stream.of(method.getParameterTypes()).map(other::handOut).toArray());
            });
    if (!passes) {
      run.resources().clusterCheck().look("and the bundled chart can't be checked on it either");
    }
    return passes;
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    Attempt attempt = attempt(context);
    tries(context, attempt)
        .make(
            invocation::proceed,
            fault -> {
              attempt.beginAgain(fault);
              invokeAgain(attempt, invoked);
            });
  }

  private static void invokeAgain(Attempt attempt, ReflectiveInvocationContext<Method> invoked) {
    ReflectionSupport.invokeMethod(
        invoked.getExecutable(),
        invoked.getTarget().orElseThrow(),
        invoked.getArguments().stream().map(given -> attempt.handOut(given.getClass())).toArray());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    attempt(context).end(context.getExecutionException());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Lab.class || type == LabFactory.class || type == Rendering.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return attempt(context).handOut(parameter.getParameter().getType());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    report(context, Optional.empty());
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    report(context, Optional.ofNullable(cause));
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    report(context, Optional.ofNullable(cause));
  }

  private static void report(ExtensionContext context, Optional<Throwable> failure) {
    Attempt attempt = attempt(context);
    attempt.suspectCluster(failure);
    BehaviourResult observation = attempt.observe(failure);
    attempt.listeners().tell(l -> l.behaviourEnded(observation));
    LabRunStore.of(context).resources().settlement().ended(observation);
  }

  private static Submission submission(ExtensionContext context) {
    ParameterInfo invocation = Objects.requireNonNull(ParameterInfo.get(context), "not a @LabTest");
    return Objects.requireNonNull(invocation.getArguments().get(0, Submission.class));
  }

  private static Promise promise(ExtensionContext context) {
    return Promise.of(context.getRequiredTestMethod())
        .orElseThrow(() -> new IllegalStateException("Not a @Behaviour."));
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  private static Attempt attempt(ExtensionContext context) {
    return Objects.requireNonNull(store(context).get(Attempt.class, Attempt.class));
  }
}
