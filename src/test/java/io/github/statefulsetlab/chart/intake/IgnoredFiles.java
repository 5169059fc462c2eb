package io.github.statefulsetlab.chart.intake;

import java.util.Set;

/** What version control, editors and file managers leave in a folder: no part of any chart. */
final class IgnoredFiles {

  private static final Set<String> NAMES = Set.of(".git", ".svn", ".idea", "__MACOSX", ".DS_Store");

  private IgnoredFiles() {}

  static boolean is(String name) {
    return NAMES.contains(name) || name.startsWith("._");
  }
}
