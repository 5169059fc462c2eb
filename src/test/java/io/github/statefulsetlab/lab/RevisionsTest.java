package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Fields that render to another value")
class RevisionsTest {

  @ParameterizedTest
  @CsvSource({
    "spec.template.metadata.annotations.checksum/config,checksum/config",
    "spec.template.metadata.labels.app.kubernetes.io/version,app.kubernetes.io/version",
    "spec.template.spec.containers[0].env[2].value,env",
    "spec.template.spec.containers[0].args[1],args",
    "spec.template.spec.containers[0].image,image",
    "spec.template.spec.serviceAccountName,serviceAccountName",
  })
  void areLookedForByWhatIsWrittenInTheTemplate(String path, String key) {
    assertThat(Revisions.key(path)).isEqualTo(key);
  }
}
