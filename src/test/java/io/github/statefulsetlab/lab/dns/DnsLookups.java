package io.github.statefulsetlab.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.Waits;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** DNS look-ups from a pod of the grader's own, never from the pod whose name is asked for. */
public final class DnsLookups {

  /** Why a short name is found by most programs and not by {@code nslookup}. */
  public static final String WHY_SHORT_NAMES_FAIL =
      """
      A pod's /etc/resolv.conf has a search list: <namespace>.svc.cluster.local, svc.cluster.local, …
      The C library appends its entries to a name with fewer than five dots (ndots:5), so getent, curl
      and Java find <pod>.<service>. busybox's nslookup asks for a name with a dot in it as it stands,
      and no server knows a name <pod>.<service>: NXDOMAIN.
      """;

  private static final Pattern ADDRESS = Pattern.compile("^Address(?: \\d+)?:\\s+(\\S+).*");

  private final Waits waits;
  private final Evidence evidence;
  private final ToolboxPod grader;
  private final Optional<String> remedy;
  private final String when;

  DnsLookups(ToolboxPod grader, Waits waits, Evidence evidence, Optional<String> remedy) {
    this(grader, waits, evidence, remedy, "");
  }

  private DnsLookups(
      ToolboxPod grader, Waits waits, Evidence evidence, Optional<String> remedy, String when) {
    this.grader = grader;
    this.waits = waits;
    this.evidence = evidence;
    this.remedy = remedy;
    this.when = when;
  }

  /** The same, where something is known to be wrong that this would remedy. */
  public DnsLookups withRemedy(Optional<String> knownRemedy) {
    return new DnsLookups(grader, waits, evidence, knownRemedy.or(() -> remedy), when);
  }

  /** The same at a later moment, which failures then say. */
  public DnsLookups at(String moment) {
    return new DnsLookups(grader, waits, evidence, remedy, ", " + moment);
  }

  /** Asks for the A records of exactly this name, as busybox's {@code nslookup} does. */
  public DnsAnswer nslookup(String name) {
    ToolboxPod.Result result = grader.exec("nslookup", "-type=a", name);
    return new DnsAnswer(
        addresses(result.output()), result.transcript("nslookup", "-type=a", name));
  }

  /** Asks for the SRV records of exactly this name: the names of the pods behind a port. */
  public DnsAnswer srv(String name) {
    return DnsOverTcp.ask(grader, name, Type.SRV);
  }

  /** Asks for the A records of exactly this name, however many there are. */
  public DnsAnswer all(String name) {
    return DnsOverTcp.ask(grader, name, Type.A);
  }

  /** Resolves a name with the C library, through the search list of resolv.conf. */
  public DnsAnswer getent(String name) {
    ToolboxPod.Result result = grader.exec("getent", "ahostsv4", name);
    List<String> addresses =
        result.output().lines().map(line -> line.split("\\s+", 2)[0]).distinct().toList();
    return new DnsAnswer(
        result.ok() ? addresses : List.of(), result.transcript("getent", "ahostsv4", name));
  }

  /** What nslookup prints after the server's own address, which comes first. */
  static List<String> addresses(String output) {
    int answer = output.indexOf("Name:");
    return answer < 0 ? List.of() : matches(ADDRESS, output.substring(answer).lines());
  }

  private static List<String> matches(Pattern pattern, Stream<String> lines) {
    return lines
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .distinct()
        .toList();
  }

  /**
   * Looks a name up until there is an answer, for longer than a DNS cache remembers that there was
   * none. Where it is known why there can be none, the wait is short and the hint says it.
   */
  public DnsAnswer awaitAnswer(String name, Function<String, DnsAnswer> lookup) {
    AtomicReference<DnsAnswer> last = new AtomicReference<>();
    within(
        "an answer for " + name,
        () -> {
          DnsAnswer answer = lookup.apply(name);
          last.set(answer);
          assertThat(answer.found()).as(answer.transcript()).isNotEmpty();
        });
    DnsAnswer answer = Objects.requireNonNull(last.get());
    keep(answer);
    return answer;
  }

  /**
   * Looks a name up until exactly that is found, in any order, for longer than a DNS cache
   * remembers anything else. Nothing is found of a name that there is not.
   */
  public void awaitExactly(
      String name, Function<String, DnsAnswer> lookup, Collection<String> expected) {
    AtomicReference<Optional<DnsAnswer>> last = new AtomicReference<>(Optional.empty());
    try {
      within(
          expected.isEmpty()
              ? name + " to be unknown"
              : "%s to give %s".formatted(name, String.join(", ", expected)),
          () -> {
            DnsAnswer answer = lookup.apply(name);
            last.set(Optional.of(answer));
            assertThat(answer.found())
                .as(answer.transcript())
                .containsExactlyInAnyOrderElementsOf(expected);
          });
    } finally {
      Objects.requireNonNull(last.get()).ifPresent(answer -> keep(answer, expected));
    }
  }

  /**
   * Looks a name up until that address is among those that are found, for longer than a DNS cache
   * remembers anything else.
   */
  public void awaitAmongOthers(String name, Function<String, DnsAnswer> lookup, String address) {
    AtomicReference<Optional<DnsAnswer>> last = new AtomicReference<>(Optional.empty());
    try {
      within(
          "%s among what %s gives".formatted(address, name),
          () -> {
            DnsAnswer answer = lookup.apply(name);
            last.set(Optional.of(answer));
            assertThat(answer.found()).as(answer.transcript()).contains(address);
          });
    } finally {
      Objects.requireNonNull(last.get()).ifPresent(this::keep);
    }
  }

  /** Of several that were expected, how many were found among all that were. */
  private void keep(DnsAnswer answer, Collection<String> expected) {
    keep(answer);
    if (expected.size() > 1) {
      Set<String> all = new HashSet<>(expected);
      all.addAll(answer.found());
      evidence.keptFor(
          answer.found().stream().distinct().filter(expected::contains).count(), all.size());
    }
  }

  /**
   * Looks names up until each gives exactly its own address, for longer than a DNS cache remembers
   * anything else. For how many it did is found as well.
   *
   * @param addresses by name
   */
  public void awaitEach(Map<String, String> addresses, Function<String, DnsAnswer> lookup) {
    Map<String, DnsAnswer> last = new ConcurrentHashMap<>();
    try {
      within(
          "each of %d names to give its pod's address".formatted(addresses.size()),
          () -> {
            addresses.forEach(
                (name, address) -> {
                  if (!gives(last.get(name), address)) {
                    last.put(name, lookup.apply(name));
                  }
                });
            addresses.forEach((name, address) -> assertGives(last.get(name), address));
          });
    } finally {
      addresses.keySet().stream()
          .flatMap(name -> Optional.ofNullable(last.get(name)).stream())
          .forEach(this::keep);
      evidence.keptFor(
          addresses.entrySet().stream()
              .filter(e -> gives(last.get(e.getKey()), e.getValue()))
              .count(),
          addresses.size());
    }
  }

  private static void assertGives(@Nullable DnsAnswer asked, String address) {
    DnsAnswer answer = Objects.requireNonNull(asked);
    assertThat(answer.found()).as(answer.transcript()).containsExactly(address);
  }

  private static boolean gives(@Nullable DnsAnswer answer, String address) {
    return answer != null && answer.found().equals(List.of(address));
  }

  /** With a hint where it is known why nothing can be found, and then not for long. */
  private void within(String what, ThrowingRunnable assertion) {
    Duration patience = remedy.isPresent() ? Timeouts.HOLD : Timeouts.NAME;
    DependsOn.around(
        List.of("identity.governing-service", "dns.pod-fqdn"),
        () -> Hint.around(remedy, () -> waits.within(patience, what + when, assertion)));
  }

  /** Keeps the answer as evidence. */
  public void keep(DnsAnswer answer) {
    evidence.add("Look-up", answer.transcript());
  }
}
