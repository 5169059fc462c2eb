package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.grading.Catalogue;
import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Mutant;
import io.github.statefulsetlab.submission.Mutants;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Does what CONTRIBUTING.md walks through, with the files that it shows. */
@DisplayName("The walk in CONTRIBUTING.md")
class WalkThroughTest {

  private static final String ID = "chart.grace-period";
  private static final Path GUIDE = Path.of("CONTRIBUTING.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/github/statefulsetlab/selftest/WalkThroughTest.java");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(yaml|java)\\n(.*?)```");

  @TempDir private Path folder;

  @LabTest
  static class Added {

    @Parameter Submission submission;

    @Behaviour("chart.grace-period")
    void podsGetTimeToStop(Rendering chart) {
      assertThat(chart.statefulSet().getSpec().getTemplate().getSpec())
          .extracting(PodSpec::getTerminationGracePeriodSeconds)
          .as("terminationGracePeriodSeconds")
          .isNotEqualTo(0L);
    }
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(GUIDE))
        .results()
        .map((MatchResult block) -> block.group(2))
        .toList();
  }

  private static Criterion criterion() throws IOException {
    List<Criterion> all = new YAMLMapper().readValue(blocks().get(0), new TypeReference<>() {});
    return all.get(0);
  }

  private Mutant mutant() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("no-grace-period"));
    Files.writeString(copy.resolve("mutant.yaml"), blocks().get(2));
    return Mutant.read(copy);
  }

  @Test
  void showsTheTestMethodThatIsHere() throws IOException {
    String method = blocks().get(1).strip().replace("\n", "\n    ");

    assertThat(Files.readString(SOURCE)).contains(method);
  }

  @Test
  void isToldAtEachStepWhatIsMissing() throws IOException {
    Map<String, Criterion> criteria = new TreeMap<>(Criterion.all());
    List<String> checked = new ArrayList<>();
    BehaviourMethod.all().forEach(method -> checked.add(method.id()));
    List<Mutant> mutants = new ArrayList<>(Mutants.all());

    BehaviourMethod.of(Added.class).forEach(method -> checked.add(method.id()));
    assertThat(new Proof(criteria, checked, mutants).gaps())
        .containsExactly(ID + " is checked, but no file of criteria has it.");

    criteria.put(ID, criterion());
    assertThat(new Proof(criteria, checked, mutants).gaps())
        .containsExactly(ID + " fails on no mutant. Add one, or say mutant: \"none: why\".");

    mutants.add(mutant());
    assertThat(new Proof(criteria, checked, mutants).gaps()).isEmpty();
    assertThat(Catalogue.of(criteria.values(), mutants))
        .containsSubsequence("### Pods get time to stop", ID, "fails on [no-grace-period]");
  }

  @Test
  void leadsToACriterionThatPassesAndFails() throws IOException {
    try (FakeApiServer server = FakeApiServer.start();
        SuiteRunner runner = new SuiteRunner(server.settings(folder, Duration.ofMinutes(5)), 1)) {
      Mutant mutant = mutant();

      SuiteRun kept = run(runner, Mutants.profile(mutant));
      SuiteRun broken = run(runner, Mutants.submission(mutant));

      assertThat(kept.verdict(ID)).as("on the profile").isEqualTo(Verdict.PASS);
      assertThat(broken.verdict(ID)).as("on the mutant").isEqualTo(Verdict.FAIL);
    }
  }

  private static SuiteRun run(SuiteRunner runner, Submission submission) {
    return runner.submit(submission, BehaviourMethod.of(Added.class)).join();
  }
}
