package io.github.statefulsetlab.lab.pod;

import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.remedy.FailedVisits;
import io.github.statefulsetlab.sandbox.Browser;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;

/** Visits to a pod at the same time, from a pod of the grader's own. */
final class ConcurrentVisits {

  static final int AT_ONCE = 50;

  /** Sends $1 requests to $3, $2 at a time; the other arguments are options of the client. */
  private static final String SEND =
      """
      n=$1; p=$2; url=$3; shift 3
      seq $n | xargs -P $p -I{} sh -c 'timeout %d wget -q "$@" -O /dev/null "$0" || echo visit {} failed' "$url" "$@"
      """
          .formatted(Timeouts.ANSWER.toSeconds());

  private ConcurrentVisits() {}

  /** Sends them; an assertion fails if one is not answered with success. */
  static void send(LabContext lab, String address, int times) {
    String url =
        "http://%s:%d%s".formatted(address, lab.contract().port(), lab.contract().visitPath());
    ToolboxPod toolbox = lab.installation().toolboxes().inside();
    toolbox.awaitAccess(address, lab.contract().port());
    ToolboxPod.Result result =
        toolbox.script(
            Timeouts.ANSWER.multipliedBy(2 + times / AT_ONCE),
            SEND,
            Browser.argumentsAfter(String.valueOf(times), String.valueOf(AT_ONCE), url));
    if (!result.ok() || !result.output().isBlank()) {
      AssertionError failure =
          new AssertionError(
              "Of %d visits to %s, %d at a time, some failed: %s"
                  .formatted(times, url, AT_ONCE, result.output()));
      throw result.output().contains(Browser.ERROR_STATUS)
          ? Hint.on(
              DependsOn.on(failure, FailedVisits.ABOUT),
              FailedVisits.remedy(lab.installation().podTemplate(), lab.contract()))
          : failure;
    }
  }
}
