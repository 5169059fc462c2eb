package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHeadTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String OTHER = "f".repeat(40);

  @TempDir Path clone;

  private void write(String file, String content) throws IOException {
    Path path = clone.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  @Test
  void aBranchHasACommitInAFileOfItsOwn() throws IOException {
    write(".git/HEAD", "ref: refs/heads/feature/lab15\n");
    write(".git/refs/heads/feature/lab15", COMMIT + "\n");

    assertThat(GitHead.of(clone)).contains(new GitHead(Optional.of("feature/lab15"), COMMIT));
  }

  @Test
  void aBranchHasACommitAmongThePackedOnes() throws IOException {
    write(".git/HEAD", "ref: refs/heads/lab15\n");
    write(
        ".git/packed-refs",
        "# pack-refs with: peeled fully-peeled sorted \n%s refs/remotes/origin/lab15\n%s refs/heads/lab15\n^%s\n"
            .formatted(OTHER, COMMIT, OTHER));

    assertThat(GitHead.of(clone)).contains(new GitHead(Optional.of("lab15"), COMMIT));
  }

  @Test
  void aCommitCanBeCheckedOutWithoutABranch() throws IOException {
    write(".git/HEAD", COMMIT + "\n");

    assertThat(GitHead.of(clone)).contains(new GitHead(Optional.empty(), COMMIT));
  }

  @Test
  void aFurtherWorkTreeHasItsOwnHeadAndTheRefsOfTheFirst() throws IOException {
    write("first/.git/refs/heads/lab15", COMMIT + "\n");
    write("first/.git/worktrees/second/HEAD", "ref: refs/heads/lab15\n");
    write("first/.git/worktrees/second/commondir", "../..\n");
    write("second/.git", "gitdir: ../first/.git/worktrees/second\n");

    assertThat(GitHead.of(clone.resolve("second")))
        .contains(new GitHead(Optional.of("lab15"), COMMIT));
  }

  @Test
  void aChartIsFoundInTheCloneAroundIt() throws IOException {
    write(".git/HEAD", COMMIT);
    write("k8s/app/Chart.yaml", "");

    assertThat(GitHead.around(clone.resolve("k8s").resolve("app"))).isPresent();
    assertThat(GitHead.of(clone.resolve("k8s"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no commit",
        "ref: refs/heads/unborn",
        "ref: refs/heads/.invalid",
        "ref: ../secret",
        "ref: refs/../../secret",
        "ref: /etc/passwd",
        "ref: refs/heads/a\0b",
        "0123456789ABCDEF0123456789ABCDEF01234567",
      })
  void whatIsNoHeadIsNone(String head) throws IOException {
    write("secret", COMMIT);
    write(".git/HEAD", head);

    assertThat(GitHead.of(clone)).isEmpty();
  }

  @Test
  void linksAndHugeFilesAreNotRead() throws IOException {
    write("secret", COMMIT);
    write(".git/refs/heads/huge", COMMIT + "\n".repeat(5000));
    Files.createSymbolicLink(clone.resolve(".git/refs/heads/link"), clone.resolve("secret"));

    write(".git/HEAD", "ref: refs/heads/huge\n");
    assertThat(GitHead.of(clone)).isEmpty();
    write(".git/HEAD", "ref: refs/heads/link\n");
    assertThat(GitHead.of(clone)).isEmpty();
  }
}
