package io.github.statefulsetlab.lab.pod;

import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.sandbox.Browser;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.time.Duration;

/** Visits to a pod at the same time, from a pod of the grader's own. */
final class ConcurrentVisits {

  static final int AT_ONCE = 50;

  /** How long one of them may take to be answered. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private ConcurrentVisits() {}

  /** Sends them; an assertion fails if one is not answered with success. */
  static void send(LabContext lab, String address, int times) {
    String url =
        "http://%s:%d%s".formatted(address, lab.contract().port(), lab.contract().visitPath());
    ToolboxPod toolbox = lab.installation().toolboxes().inside();
    toolbox.awaitAccess(address, lab.contract().port());
    ToolboxPod.Result result =
        toolbox.script(
            ANSWER.multipliedBy(2 + times / AT_ONCE),
            "n=$1; p=$2; url=$3; shift 3; seq $n | xargs -P $p -I{} sh -c 'timeout 30 wget -q \"$@\" -O"
                + " /dev/null \"$0\" || echo visit {} failed' \"$url\" \"$@\"",
            Browser.argumentsAfter(String.valueOf(times), String.valueOf(AT_ONCE), url));
    if (!result.ok() || !result.output().isBlank()) {
      throw new AssertionError(
          "Of %d visits to %s, %d at a time, some failed: %s"
              .formatted(times, url, AT_ONCE, result.output()));
    }
  }
}
