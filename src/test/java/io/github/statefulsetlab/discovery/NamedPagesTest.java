package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPagesTest {

  @Test
  void probesAndIngressesNamePages() {
    PodSpec pods =
        new PodSpecBuilder()
            .addNewContainer()
            .withName("app")
            .withNewReadinessProbe()
            .withNewHttpGet()
            .withPath("/api/hits")
            .withNewPort(8080)
            .endHttpGet()
            .endReadinessProbe()
            .endContainer()
            .build();
    var ingress =
        new IngressBuilder()
            .withNewSpec()
            .addNewRule()
            .withNewHttp()
            .addNewPath()
            .withPath("/counter(/|$)(.*)")
            .endPath()
            .addNewPath()
            .endPath()
            .endHttp()
            .endRule()
            .addNewRule()
            .endRule()
            .endSpec()
            .build();

    assertThat(NamedPages.inManifests(pods, Stream.of(ingress, new ServiceBuilder().build())))
        .containsExactly("/api/hits", "/counter");
  }

  @Test
  void anIngressWithoutRulesNamesNone() {
    assertThat(NamedPages.inManifests(new PodSpec(), Stream.of(new IngressBuilder().build())))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<a href=\"/stats\">Statistics</a>, /stats",
    "<a class=x HREF='how-often'>, /how-often",
    "<a href=./n?from=home#top>, /n",
  })
  void theHomePageLinksToOwnPages(String html, String page) {
    assertThat(NamedPages.links(html)).containsExactly(page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://example.org/visits\">",
        "<a href=\"//example.org/visits\">",
        "<a href=\"javascript:visit()\">",
        "<link href=\"/style.css\">",
        "<a href=\"../visits\">",
        "<a href=\"/visits/{id}\">",
        "<a href=\"/reset\">",
        "<a href=\"/admin/shutdown\">",
        "href",
      })
  void whatIsNotAPageOfTheAppOrMayHarmItIsLeftOut(String html) {
    assertThat(NamedPages.links(html)).isEmpty();
  }

  @Test
  void anOpenApiDocumentNamesWhatCanBeHadByGet() {
    String document =
        """
        {"openapi": "3.1.0", "servers": [{"url": "/v1/"}], "paths": {
          "/visit": {"get": {}}, "/hits/{id}": {"get": {}}, "/new": {"post": {}}, "/statistics": {"get": {}}}}
        """;

    assertThat(NamedPages.documented(document)).containsExactly("/v1/visit", "/v1/statistics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[1]", "{\"paths\": 3}", "{\"paths\": {\"/a\": []}}"})
  void whatIsNoOpenApiDocumentNamesNone(String text) {
    assertThat(NamedPages.documented(text)).isEmpty();
  }

  @Test
  void notMoreThanTwentyAreTried() {
    StringBuilder html = new StringBuilder();
    IntStream.range(0, 100).forEach(i -> html.append("<a href=/page").append(i).append(">"));

    assertThat(NamedPages.links(html.toString())).hasSize(20);
  }
}
