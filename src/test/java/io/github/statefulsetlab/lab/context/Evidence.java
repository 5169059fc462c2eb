package io.github.statefulsetlab.lab.context;

import io.github.statefulsetlab.installation.Tables;
import io.github.statefulsetlab.kube.plot.Bars;
import io.github.statefulsetlab.kube.plot.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What was seen while one behaviour was checked, as a person would have seen it. */
public final class Evidence {

  /** The title of what was seen of too few pods, before the check was made with all of them. */
  public static final String WITH_ALL_PODS =
      "Fewer pods than the chart asks for did not become ready; the check was repeated with all";

  /** The title of what the grader's own fault was before the check was made again. */
  public static final String CHECKED_AGAIN = "Internal grader error; the check was repeated";

  /** Characters of one piece that are kept; an app can answer without end. */
  private static final int MOST = 256 * 1024;

  private final List<Item> items = new ArrayList<>();
  private final Steps steps = new Steps();
  private Findings findings = Findings.NONE;

  /**
   * One piece of evidence: a title and a text to be shown with fixed pitch.
   *
   * @param plot the same as a picture, where it is better looked at
   */
  public record Item(String title, String text, Optional<Plot> plot) {

    public Item(String title, String text) {
      this(title, text, Optional.empty());
    }
  }

  /** Adds a piece of evidence; the end of a very long one is cut off, and says so. */
  public synchronized void add(String title, String text) {
    items.add(new Item(title, cut(text)));
  }

  /** Adds a plot, unless there is nothing on it. */
  public synchronized void add(Plot plot) {
    if (!plot.isEmpty()) {
      items.add(new Item(plot.title(), cut(plot.text()), Optional.of(plot)));
    }
  }

  private static String cut(String text) {
    return text.length() <= MOST
        ? text
        : "%s%n[cut here: %d more characters]"
            .formatted(text.substring(0, MOST), text.length() - MOST);
  }

  /** Adds a table of counts, a row for each pod. */
  public void counts(List<String> pods, List<Long> before, List<Integer> visits, List<Long> after) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      rows.add(List.of(pods.get(i), before.get(i) + "", visits.get(i) + "", after.get(i) + ""));
    }
    add("Counts", Tables.table(List.of("POD", "BEFORE", "VISITS", "AFTER"), rows));
    add(
        new Bars(
            "Visits to each pod",
            "visits",
            pods,
            List.of(
                new Bars.Series("counted before", before),
                new Bars.Series("sent", visits.stream().map(Integer::longValue).toList()),
                new Bars.Series("counted after", after))));
  }

  /** Adds a table of what each pod reports, and what is in its file. */
  public void countsStored(List<String> pods, List<Long> reported, List<Long> stored) {
    add("Files on the claims", table(pods, "REPORTS", reported, "FILE", stored));
  }

  /** Adds a table of what each pod had counted, and what it reads now. */
  public void countsReadAgain(List<String> pods, List<Long> before, List<Long> now) {
    add("Counts read again", table(pods, "BEFORE", before, "NOW", now));
  }

  /**
   * Adds a table of what each pod had counted before some visits, and after them.
   *
   * @param visits which they were, in a line above the table; may be empty
   */
  public void countsAround(
      String title, String visits, List<String> pods, List<Long> before, List<Long> after) {
    String table = table(pods, "BEFORE", before, "AFTER", after);
    add(title, visits.isEmpty() ? table : visits + System.lineSeparator() + table);
  }

  private static String table(
      List<String> pods, String first, List<Long> one, String second, List<Long> other) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      rows.add(List.of(pods.get(i), cell(one, i), cell(other, i)));
    }
    return Tables.table(List.of("POD", first, second), rows);
  }

  private static String cell(List<Long> counts, int place) {
    return place < counts.size() ? String.valueOf(counts.get(place)) : "-";
  }

  /** Whether there is a plot among it. */
  public synchronized boolean hasPlot() {
    return items.stream().anyMatch(item -> item.plot().isPresent());
  }

  /** Says that the promise was broken, and for how many of all it was kept. */
  public synchronized void keptFor(long right, long of) {
    if (of > 0 && right < of) {
      findings = findings.keptFor(Optional.of(new Parts((int) right, (int) of)));
    }
  }

  /** Says what the chart has of what a rubric can ask for. */
  public synchronized void chartHas(List<String> what) {
    findings = findings.chartHas(what);
  }

  /** Takes out how much was kept, for what is checked next. */
  synchronized Optional<Parts> takeParts() {
    Optional<Parts> taken = findings.parts();
    findings = findings.keptFor(Optional.empty());
    return taken;
  }

  /** Says what the check came to in each of the ways in which it was asked for. */
  synchronized void variants(List<Findings.Variant> all) {
    findings = findings.variants(all);
  }

  /** Prepares something, as a step of the check; whatever it throws is thrown on. */
  public <T> T given(String text, Supplier<T> work) {
    return steps.take(Step.Kind.GIVEN, text, work);
  }

  /** Does something, as a step of the check. */
  public void when(String text, Runnable deed) {
    steps.take(Step.Kind.WHEN, text, deed);
  }

  /** Waits for something, or asserts it, as a step of the check. */
  public void then(String text, Runnable wait) {
    steps.take(Step.Kind.THEN, text, wait);
  }

  /** Forgets what an earlier try found. */
  public synchronized void forgetFindings() {
    findings = Findings.NONE;
    steps.forget();
  }

  /** What was found out beside the verdict. */
  public synchronized Findings findings() {
    return findings.steps(steps.taken());
  }

  /** All of it, in the order in which it was seen. */
  public synchronized List<Item> items() {
    return List.copyOf(items);
  }
}
