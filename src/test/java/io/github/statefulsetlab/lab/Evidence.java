package io.github.statefulsetlab.lab;

import java.util.ArrayList;
import java.util.List;

/** What was seen while one behaviour was checked, as a person would have seen it. */
public final class Evidence {

  private final List<Item> items = new ArrayList<>();

  /** One piece of evidence: a title and a text to be shown with fixed pitch. */
  public record Item(String title, String text) {}

  /** Adds a piece of evidence. */
  public synchronized void add(String title, String text) {
    items.add(new Item(title, text));
  }

  /** Adds a table of counts, a row for each pod. */
  public void counts(List<LabPod> pods, List<Long> before, List<Integer> visits, List<Long> after) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      rows.add(
          List.of(pods.get(i).name(), before.get(i) + "", visits.get(i) + "", after.get(i) + ""));
    }
    add("Counts", Tables.table(List.of("POD", "BEFORE", "VISITS", "AFTER"), rows));
  }

  /** All of it, in the order in which it was seen. */
  public synchronized List<Item> items() {
    return List.copyOf(items);
  }
}
