package io.github.statefulsetlab.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Git clone has checked out. Its files are read as text: no program runs, since a clone that
 * somebody hands in may name programs of its own.
 *
 * @param branch empty where a commit is checked out without one
 * @param commit 40 hexadecimal digits, or 64
 */
public record GitHead(Optional<String> branch, String commit) {

  private static final String GIT = ".git";
  private static final String FOLDER = "gitdir: ";
  private static final String REF = "ref: ";
  private static final String BRANCHES = "refs/heads/";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
  private static final int LINE_BYTES = 4096;
  private static final int PACKED_BYTES = 4 << 20;

  /** Of the clone that a folder lies in; empty if it lies in none that can be read. */
  public static Optional<GitHead> around(Path folder) {
    for (Path up = folder.toAbsolutePath().normalize(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
        return of(up);
      }
    }
    return Optional.empty();
  }

  /** Of the clone that has this root; empty if it is none that can be read. */
  public static Optional<GitHead> of(Path root) {
    try {
      return gitFolder(root).flatMap(GitHead::in);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A file in its place names the folder of a further work tree. */
  private static Optional<Path> gitFolder(Path root) {
    Path git = root.resolve(GIT);
    return Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(git)
        : text(git, LINE_BYTES)
            .filter(line -> line.startsWith(FOLDER))
            .map(line -> root.resolve(line.substring(FOLDER.length())).normalize());
  }

  private static Optional<GitHead> in(Path git) {
    return text(git.resolve("HEAD"), LINE_BYTES)
        .flatMap(
            head ->
                head.startsWith(REF)
                    ? at(git, head.substring(REF.length()))
                    : commit(head).map(commit -> new GitHead(Optional.empty(), commit)));
  }

  private static Optional<GitHead> at(Path git, String ref) {
    Path shared =
        text(git.resolve("commondir"), LINE_BYTES)
            .map(line -> git.resolve(line).normalize())
            .orElse(git);
    Optional<String> branch =
        ref.startsWith(BRANCHES) ? Optional.of(ref.substring(BRANCHES.length())) : Optional.empty();
    return target(shared, ref).map(commit -> new GitHead(branch, commit));
  }

  private static Optional<String> target(Path git, String ref) {
    Path file = git.resolve(ref).normalize();
    return file.startsWith(git.resolve("refs"))
        ? text(file, LINE_BYTES)
            .flatMap(GitHead::commit)
            .or(
                () ->
                    text(git.resolve("packed-refs"), PACKED_BYTES).flatMap(all -> packed(all, ref)))
        : Optional.empty();
  }

  private static Optional<String> packed(String refs, String ref) {
    return refs.lines()
        .filter(line -> line.endsWith(" " + ref))
        .map(line -> line.substring(0, line.length() - ref.length() - 1))
        .flatMap(commit -> commit(commit).stream())
        .findFirst();
  }

  private static Optional<String> commit(String text) {
    return Optional.of(text).filter(COMMIT.asMatchPredicate());
  }

  private static Optional<String> text(Path file, int most) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= most
          ? Optional.of(Files.readString(file).stripTrailing())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
