package io.github.statefulsetlab.report.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.grading.EvidenceName;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.lab.context.StateEvidence;
import io.github.statefulsetlab.report.page.LabReport.Section;
import io.github.statefulsetlab.report.page.LabReport.Step;
import io.github.statefulsetlab.report.page.LabReport.Transcript;
import io.github.statefulsetlab.report.page.StudentPage.Figure;
import io.github.statefulsetlab.report.plot.PlotFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the lab report of one submission from its grade, its evidence and its plots. */
final class LabReportBuilder {

  private static final int LONGEST_PIECE = 6_000;

  private final Grade grade;
  private final SubmissionGrade submission;
  private final Path reports;
  private final Path folder;
  private final Room room = new Room(200_000);

  /**
   * A report of this submission.
   *
   * @param folder the folder that the report lies in
   */
  LabReportBuilder(Grade grade, SubmissionGrade submission, Path reports, Path folder) {
    this.grade = grade;
    this.submission = submission;
    this.reports = reports;
    this.folder = folder;
  }

  /** What {@code lab-report.yaml} says of a section. */
  private record Plan(
      @JsonProperty(required = true) String title,
      @JsonProperty(required = true) String text,
      @JsonProperty(required = true) List<PlannedStep> steps) {}

  private record PlannedStep(
      @JsonProperty(required = true) String criterion,
      @JsonProperty(required = true) List<String> show) {}

  LabReport report() {
    return new LabReport(
        submission.id(),
        String.join(" · ", new PageFacts(grade, submission).head()),
        plans().stream()
            .map(
                plan ->
                    new Section(
                        plan.title(),
                        plan.text(),
                        plan.steps().stream().flatMap(step -> step(step).stream()).toList()))
            .filter(section -> !section.steps().isEmpty())
            .toList());
  }

  private Optional<Step> step(PlannedStep planned) {
    return submission.criteria().stream()
        .filter(result -> result.key().equals(planned.criterion()))
        .filter(result -> result.visibility() != Visibility.TEACHER)
        .filter(result -> result.verdict() != Verdict.SKIPPED)
        .findFirst()
        .map(result -> step(result, planned));
  }

  private Step step(Result result, PlannedStep planned) {
    Look look = Look.of(result.verdict());
    Optional<Figure> figure = Figures.of(folder, result.id(), result.title());
    return new Step(
        result.title(),
        look.name(),
        look.sign(),
        look.word(),
        result.expected(),
        text(Optional.ofNullable(result.seen()).orElse("")),
        transcripts(result, planned.show()),
        commands(result),
        figure.map(plot -> PlotFiles.FOLDER + "/" + result.id() + ".png").orElse(""),
        figure.map(Figure::light).orElse(""),
        figure.map(Figure::dark).orElse(""));
  }

  private List<Transcript> transcripts(Result result, List<String> show) {
    return show.stream()
        .flatMap(beginning -> evidence(result, beginning))
        .distinct()
        .map(file -> new Transcript(EvidenceName.title(file), text(EvidenceFiles.read(file))))
        .filter(transcript -> !transcript.plain().isBlank())
        .toList();
  }

  private Stream<Path> evidence(Result result, String beginning) {
    return result.evidence().stream()
        .map(reports::resolve)
        .filter(file -> EvidenceName.title(file).startsWith(beginning));
  }

  /** With which a reader sees the same on a release of their own. */
  private String commands(Result result) {
    return evidence(result, StateEvidence.BY_HAND)
        .map(file -> text(EvidenceFiles.read(file)))
        .collect(Collectors.joining("\n"));
  }

  private String text(String said) {
    return room.beginning(OutputSanitizer.text(said).stripTrailing(), LONGEST_PIECE);
  }

  private static List<Plan> plans() {
    try (InputStream yaml = LabReportBuilder.class.getResourceAsStream("/pages/lab-report.yaml")) {
      return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("pages/lab-report.yaml can't be read.", e);
    }
  }

  /** The criteria that the report is made of. */
  static Stream<String> criteria() {
    return plans().stream().flatMap(plan -> plan.steps().stream()).map(PlannedStep::criterion);
  }
}
