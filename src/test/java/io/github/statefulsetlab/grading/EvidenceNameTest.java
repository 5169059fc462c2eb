package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The name of a piece of evidence")
class EvidenceNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Look-up",
        "kubectl get po,sts,svc,pvc",
        "Claim python-app-pvc-python-app-1",
        "40 visits through Service web",
        "READY over time"
      })
  void givesItsTitleBack(String title) {
    assertThat(EvidenceName.title(Path.of("evidence", EvidenceName.of(7, title)))).isEqualTo(title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "a\nb", "C:\\x", "<b>", "", "_", "é"})
  void isOneOfAPlainFile(String title) {
    assertThat(EvidenceName.of(12, title)).matches("12-[A-Za-z0-9._,-]*\\.txt").doesNotContain("/");
  }

  @Test
  void isNotLongerThanAFileSystemTakes() {
    assertThat(EvidenceName.of(100, "x".repeat(1000))).hasSize(3 + 1 + 60 + 4);
  }
}
