package io.github.statefulsetlab.lab.remedy;

import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import java.util.List;

/** An app whose page counts, and that keeps the count on no claim and shows it on no other page. */
public final class UnkeptCount {

  /** The criteria that are about it, most likely first. */
  private static final List<String> ABOUT =
      List.of("storage.claims-bound", "storage.mounted-where-written", "counts.served-and-stored");

  private UnkeptCount() {}

  /**
   * The failure of whatever is judged by counts.
   *
   * @param page that counts
   */
  public static AssertionError failure(String page) {
    return Hint.on(
        DependsOn.on(
            new AssertionError(
                "Page %s counts visits, but no file on a claim changed when it was asked for, and no other page shows the count."
                    .formatted(page)),
            ABOUT),
        Advice.WRITE_BEFORE_THE_ANSWER);
  }
}
