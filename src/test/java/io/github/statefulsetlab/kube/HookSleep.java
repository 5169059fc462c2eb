package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a {@code preStop} hook only sleeps, as those do that wait for load balancers to notice:
 * by its {@code sleep} action, or by a command.
 */
final class HookSleep {

  private static final long SHORT = 1;

  /** Of a shell's command, with the unit that GNU and busybox know. */
  private static final Pattern SLEEP =
      Pattern.compile("\\bsleep\\s+(?:\\d{1,18}(?:\\.\\d{1,9})?[smhd]?|infinity)(?![\\w.])");

  private static final Pattern PROGRAM = Pattern.compile("(?:.*/)?sleep");

  private HookSleep() {}

  /** Whether the hook does nothing else. */
  static boolean isAll(LifecycleHandler hook) {
    if (hook.getSleep() != null) {
      return true;
    }
    List<String> command = command(hook.getExec());
    return isProgram(command)
        || !command.isEmpty() && SLEEP.matcher(command.get(command.size() - 1).strip()).matches();
  }

  private static boolean isProgram(List<String> command) {
    return command.size() == 2 && PROGRAM.matcher(command.get(0)).matches();
  }

  /**
   * Makes it sleep for a second.
   *
   * @param hook changed
   * @return whether it slept for longer
   */
  static boolean shorten(LifecycleHandler hook) {
    if (hook.getSleep() != null) {
      boolean isLong = Objects.requireNonNullElse(hook.getSleep().getSeconds(), 0L) > SHORT;
      hook.getSleep().setSeconds(SHORT);
      return isLong;
    }
    List<String> command = command(hook.getExec());
    List<String> quick = new ArrayList<>(command);
    if (isProgram(command)) {
      quick.set(1, String.valueOf(SHORT));
    } else {
      quick.replaceAll(
          part -> SLEEP.matcher(part).replaceAll(Matcher.quoteReplacement("sleep " + SHORT)));
    }
    if (quick.equals(command)) {
      return false;
    }
    hook.getExec().setCommand(quick);
    return true;
  }

  private static List<String> command(@Nullable ExecAction exec) {
    return exec == null || exec.getCommand() == null ? List.of() : exec.getCommand();
  }
}
