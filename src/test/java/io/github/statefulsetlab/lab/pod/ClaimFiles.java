package io.github.statefulsetlab.lab.pod;

import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.util.Optional;

/**
 * How the grader's own pod reads and writes files on a claim that an app writes to: no link is
 * followed out of the claim, nothing but a regular file is opened, and no name is taken for two.
 */
final class ClaimFiles {

  /** What the scripts end with where a file is none that may be opened. */
  private static final int LEADS_OUT = 71;

  private static final int NOT_REGULAR = 72;

  /** Sets r to what $1/$2 leads to, where that is a regular file on the claim. */
  private static final String RESOLVE =
      """
      r=$(readlink -f "$1/$2") || exit 1
      case $r in "$(readlink -f "$1")"/*) ;; *) echo "$r"; exit %d;; esac
      [ ! -e "$r" ] || [ -f "$r" ] || exit %d
      """
          .formatted(LEADS_OUT, NOT_REGULAR);

  /** Prints the file $2 of the claim at $1; what is not there or not readable as cat says it. */
  static final String READ =
      "[ -e \"$1/$2\" ] || exec cat \"$1/$2\"\n"
          + RESOLVE
          + "exec timeout 30 head -c 1048576 \"$r\"";

  /** Writes $3 to the file $2 of the claim at $1. */
  static final String WRITE = RESOLVE + "printf %s \"$3\" > \"$r\"";

  /**
   * Prints each file's path below $1, if it is not longer than this, and what the command says of
   * it on the same line. Names with line ends or tabs are left out.
   */
  private static final String EACH =
      """
      end='
      '
      tab=$(printf '\\t')
      find "$1" -type f -size -%s ! -path "*$end*" ! -path "*$tab*" 2>/dev/null | head -n 200 | while read -r f; do
        printf '%%s\\t' "$f"
        %s
        echo
      done
      """;

  /** Prints each small file's path below $1, and the beginning of the file. */
  static final String NUMBERS =
      EACH.formatted("64k", "timeout 30 head -c 2048 \"$f\" 2>/dev/null | tr -c ' -~' ' '");

  /** Prints each file's path below $1, and a digest of what it holds. */
  static final String DIGESTS =
      EACH.formatted("16384k", "timeout 30 sha256sum <\"$f\" 2>/dev/null | tr -d '\\n'");

  private ClaimFiles() {}

  /**
   * What {@link #READ} found; empty if there is no such file.
   *
   * @param what the file, as the subject of a sentence
   * @throws AssertionError if it is a file that may not be opened
   */
  static Optional<String> content(ToolboxPod.Result read, String what) {
    requireOpenable(read, what);
    return read.ok() ? Optional.of(read.output()) : Optional.empty();
  }

  /**
   * Makes sure that a script did not stop at a file that may not be opened.
   *
   * @throws AssertionError that says why
   */
  static void requireOpenable(ToolboxPod.Result result, String what) {
    if (result.status() == LEADS_OUT) {
      throw new AssertionError(
          "%s is a link that points outside the claim, to %s."
              .formatted(what, result.output().strip()));
    }
    if (result.status() == NOT_REGULAR) {
      throw new AssertionError(what + " is not a regular file.");
    }
  }
}
