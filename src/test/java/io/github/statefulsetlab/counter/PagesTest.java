package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PagesTest {

  private static final Clock JUST_AFTER_MIDNIGHT_IN_MOSCOW =
      Clock.fixed(Instant.parse("2026-01-31T21:30:00.9Z"), ZoneOffset.UTC);

  private final Pages pages = new Pages("web-0", JUST_AFTER_MIDNIGHT_IN_MOSCOW);

  @Test
  void textHasCountPodAndTimeInMoscow() {
    assertThat(pages.visit(Media.TEXT, 13))
        .isEqualTo("Visits: 13\nPod: web-0\nTime in Moscow: 2026-02-01 00:30:00\n");
  }

  @Test
  void htmlHasCountPodAndTimeInMoscow() {
    assertThat(pages.visit(Media.HTML, 13))
        .startsWith("<!DOCTYPE html>")
        .contains(">13<", ">web-0<", "2026-02-01 00:30:00");
  }

  @Test
  void jsonHasCountPodAndTimeInMoscow() throws JsonProcessingException {
    JsonNode page = new ObjectMapper().readTree(pages.visit(Media.JSON, 13));

    assertThat(page.get("visits").isIntegralNumber()).isTrue();
    assertThat(page.get("visits").asLong()).isEqualTo(13);
    assertThat(page.get("pod").asText()).isEqualTo("web-0");
    assertThat(page.get("time").asText()).isEqualTo("2026-02-01T00:30:00+03:00");
    assertThat(page.get("zone").asText()).isEqualTo("Europe/Moscow");
  }

  @Test
  void theCountAsTextIsTheNumberAlone() {
    assertThat(pages.count(Media.TEXT, 13)).isEqualTo("13\n");
  }

  @Test
  void htmlEscapesWhatComesFromOutside() {
    Pages strange = new Pages("<b>&\"'", JUST_AFTER_MIDNIGHT_IN_MOSCOW);

    assertThat(strange.visit(Media.HTML, 1)).contains("&lt;b&gt;&amp;&quot;&#39;");
    assertThat(strange.count(Media.HTML, 1)).contains("&lt;b&gt;&amp;&quot;&#39;");
    assertThat(Pages.error(Media.HTML, 503, "<script>")).contains("&lt;script&gt;");
  }

  @Test
  void jsonEscapesWhatComesFromOutside() throws JsonProcessingException {
    String strange = "\"\\\n\u0001é😀";

    assertThat(
            new ObjectMapper()
                .readTree(Pages.error(Media.JSON, 503, strange))
                .get("error")
                .asText())
        .isEqualTo(strange);
  }
}
