package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

  private static String of(String... parts) {
    ContentDigest digest = new ContentDigest();
    List.of(parts).forEach(digest::add);
    return digest.hex();
  }

  @Test
  void isThatOfThePartsAndTheirOrder() {
    assertThat(of("a", "b")).hasSize(64).isEqualTo(of("a", "b")).isNotEqualTo(of("b", "a"));
    ContentDigest bytes = new ContentDigest();
    bytes.add("a".getBytes(StandardCharsets.UTF_8));
    bytes.add("b");
    assertThat(bytes.hex()).isEqualTo(of("a", "b"));
  }

  @Test
  void tellsPartsApartThatAreTheSameWhenPutTogether() {
    assertThat(List.of(of("a", "1b\0002"), of("a", "1", "b", "2"), of("a1b2"), of("a1", "b2")))
        .doesNotHaveDuplicates();
    assertThat(of("")).isNotEqualTo(of());
  }
}
