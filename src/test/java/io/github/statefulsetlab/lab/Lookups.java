package io.github.statefulsetlab.lab;

import java.util.List;
import java.util.regex.Pattern;

/** DNS look-ups from a pod of the grader's own, never from the pod whose name is asked for. */
public final class Lookups {

  /** Why a short name is found by most programs and not by {@code nslookup}. */
  public static final String WHY_SHORT_NAMES_FAIL =
      """
      A pod's /etc/resolv.conf has a search list: <namespace>.svc.cluster.local, svc.cluster.local, …
      The C library appends its entries to a name with fewer than five dots (ndots:5), so getent, curl
      and Java find <pod>.<service>. busybox's nslookup asks for a name with a dot in it as it stands,
      and no server knows a name <pod>.<service>: NXDOMAIN.
      """;

  private static final Pattern ADDRESS_LINE = Pattern.compile("^Address( \\d+)?:\\s+(\\S+).*");

  private final GraderPod grader;
  private final Evidence evidence;

  Lookups(GraderPod grader, Evidence evidence) {
    this.grader = grader;
    this.evidence = evidence;
  }

  /** An answer: the addresses that were found, and what the terminal showed. */
  public record Answer(List<String> addresses, String transcript) {

    public boolean isNxDomain() {
      return transcript.contains("NXDOMAIN");
    }
  }

  /** Asks for the A records of exactly this name, as busybox's {@code nslookup} does. */
  public Answer nslookup(String name) {
    GraderPod.Result result = grader.exec("nslookup", "-type=a", name);
    return new Answer(answers(result.output()), result.transcript("nslookup", "-type=a", name));
  }

  /** Resolves a name with the C library, through the search list of resolv.conf. */
  public Answer getent(String name) {
    GraderPod.Result result = grader.exec("getent", "ahostsv4", name);
    List<String> addresses =
        result.output().lines().map(line -> line.split("\\s+", 2)[0]).distinct().toList();
    return new Answer(
        result.ok() ? addresses : List.of(), result.transcript("getent", "ahostsv4", name));
  }

  /** What nslookup prints after the server's own address, which comes first. */
  static List<String> answers(String output) {
    int answer = output.indexOf("Name:");
    return answer < 0
        ? List.of()
        : output
            .substring(answer)
            .lines()
            .map(ADDRESS_LINE::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(m -> m.group(2))
            .distinct()
            .toList();
  }

  /** Keeps the answer as evidence. */
  public void keep(Answer answer) {
    evidence.add("Look-up", answer.transcript());
  }
}
