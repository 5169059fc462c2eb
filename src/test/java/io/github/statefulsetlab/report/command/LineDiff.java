package io.github.statefulsetlab.report.command;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, as {@code diff} shows it. */
final class LineDiff {

  private LineDiff() {}

  /**
   * The lines that were removed and added, with some around them.
   *
   * @param context how many equal lines are shown before and after a change
   * @return lines that begin with {@code "- "}, {@code "+ "} or two spaces, and {@code " …"} where
   *     equal lines are left out between changes; none where nothing differs
   */
  static List<String> between(List<String> before, List<String> after, int context) {
    return shortened(all(before, after), context);
  }

  private static List<String> all(List<String> before, List<String> after) {
    int[][] common = longestCommon(before, after);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean both = i < before.size() && j < after.size();
      if (both && before.get(i).equals(after.get(j))) {
        lines.add("  " + before.get(i++));
        j++;
      } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i++));
      } else {
        lines.add("+ " + after.get(j++));
      }
    }
    return lines;
  }

  /** Of what is left of both texts from each pair of lines on. */
  private static int[][] longestCommon(List<String> before, List<String> after) {
    int[][] length = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        length[i][j] =
            before.get(i).equals(after.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }

  private static List<String> shortened(List<String> lines, int context) {
    List<String> shown = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (isNear(lines, i, context)) {
        if (last >= 0 && i > last + 1) {
          shown.add("  …");
        }
        shown.add(lines.get(i));
        last = i;
      }
    }
    return shown;
  }

  private static boolean isNear(List<String> lines, int at, int context) {
    int from = Math.max(0, at - context);
    int to = Math.min(lines.size(), at + context + 1);
    return lines.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "));
  }
}
