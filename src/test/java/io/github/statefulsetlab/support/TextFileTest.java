package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.support.TextFile.NotTextException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir Path folder;

  private String read(String text, Charset charset) throws IOException {
    return TextFile.read(Files.write(folder.resolve("f"), text.getBytes(charset)), "f", 100);
  }

  @Test
  void theByteOrderMarkIsNoPartOfIt() throws IOException {
    assertThat(read("\uFEFFé", StandardCharsets.UTF_8)).isEqualTo("é");
    assertThat(read("", StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatIsNotUtf8IsNamedByItsPlace() {
    assertThatThrownBy(() -> read("a\nbcé", StandardCharsets.ISO_8859_1))
        .isInstanceOf(NotTextException.class)
        .hasMessage("f:2:3: this is not UTF-8. Save the file as \"UTF-8\".");
    assertThatThrownBy(() -> read("ab", StandardCharsets.UTF_16))
        .hasMessageStartingWith("f:1:1: this is not UTF-8");
    assertThatThrownBy(() -> read("ab", StandardCharsets.UTF_16LE))
        .hasMessage("f:1:2: there is a zero byte. Is it a text file?");
  }

  @Test
  void soIsWhatIsTooLongOrNoFileAtAll() {
    assertThatThrownBy(() -> read("x".repeat(101), StandardCharsets.UTF_8))
        .hasMessage("f: it has 101 bytes, and 100 are the most. Is it the right file?");
    assertThatThrownBy(() -> TextFile.read(folder, "f", 1)).hasMessageContaining("it is a folder");
    assertThatThrownBy(() -> TextFile.read(folder.resolve("none"), "f", 1))
        .hasMessageContaining("can't be read");
  }
}
