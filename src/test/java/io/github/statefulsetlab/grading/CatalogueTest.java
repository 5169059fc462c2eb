package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.submission.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final Path DOCS = Path.of("docs", "behaviours.md");

  @Test
  void theCatalogueIsWhatCriteriaAndMutantsSay() throws IOException {
    String expected = Catalogue.of(Criterion.all().values(), Mutants.all());
    if (Boolean.getBoolean("lab.update")) {
      Files.createDirectories(DOCS.getParent());
      Files.writeString(DOCS, expected);
    }

    assertThat(DOCS)
        .as(
            "generated from criteria and mutants: ./mvnw test -Dtest=CatalogueTest -Dlab.update=true")
        .hasContent(expected);
  }
}
