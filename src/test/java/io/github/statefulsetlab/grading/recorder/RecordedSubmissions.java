package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.ImageFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import io.github.statefulsetlab.submission.Submission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of each submission so far. What is seen of a further chart belongs to those
 * whose main chart it was handed in with.
 */
final class RecordedSubmissions {

  private final Map<String, MainChart> main = new TreeMap<>();
  private final Map<String, FurtherChart> further = new TreeMap<>();
  private final Set<String> stoodInFor = new HashSet<>();
  private final Map<String, ImageFacts> images = new HashMap<>();

  private record MainChart(ChartFacts chart, Set<String> notes, Map<String, Result> results) {}

  private record FurtherChart(String role, ChartFacts chart) {}

  void add(Submission submission) {
    ChartFacts chart = SubmissionFacts.of(submission);
    if (submission.isFurther()) {
      further.put(submission.id(), new FurtherChart(submission.role(), chart));
    } else {
      main.put(submission.id(), new MainChart(chart, new LinkedHashSet<>(), new TreeMap<>()));
    }
  }

  /** The ids under which a submission stands in the grade: several for a further chart. */
  Collection<String> inGrade(Submission submission) {
    if (submission.isFurther()) {
      return further.containsKey(submission.id()) ? List.copyOf(main.keySet()) : List.of();
    }
    return main.containsKey(submission.id()) ? List.of(submission.id()) : List.of();
  }

  void note(String id, Submission about, String note) {
    String text = OutputSanitizer.message(note);
    of(id).notes().add(about.isFurther() ? about.role() + ": " + text : text);
  }

  void appStoodIn(Submission submission) {
    stoodInFor.add(submission.id());
  }

  boolean didAppStandIn(Submission submission) {
    return stoodInFor.contains(submission.id());
  }

  /**
   * The submission's own app is what is graded.
   *
   * @param digest its own; that of the bundled counter is known otherwise
   */
  void image(
      Submission submission, String name, Optional<String> digest, Optional<String> counter) {
    images.put(
        submission.id(),
        new ImageFacts(
            OutputSanitizer.line(name),
            digest
                .or(() -> counter.filter(of -> name.equals(AppImage.REFERENCE)))
                .filter(RecordedSubmissions::isDigest)
                .orElse(null)));
  }

  /** On an existing cluster an image may be known by its name alone. */
  static boolean isDigest(String image) {
    return image.startsWith("sha256:");
  }

  void put(String id, Result result) {
    of(id).results().put(result.key(), result);
  }

  private MainChart of(String id) {
    return Optional.ofNullable(main.get(id))
        .orElseThrow(() -> new IllegalStateException("No submission " + id + " is graded."));
  }

  /**
   * All as they are now, without points, by their ids.
   *
   * @param student the name of whoever handed them in; null where it is not known
   */
  List<SubmissionGrade> unscored(@Nullable String student, @Nullable SourceFacts source) {
    List<ChartFacts> others =
        further.entrySet().stream()
            .map(e -> e.getValue().chart().as(e.getValue().role()).running(images.get(e.getKey())))
            .toList();
    List<SubmissionGrade> all = new ArrayList<>();
    main.forEach((id, seen) -> all.add(unscored(id, seen).from(student, source).beside(others)));
    return all;
  }

  private SubmissionGrade unscored(String id, MainChart seen) {
    List<Result> results = List.copyOf(seen.results().values());
    return SubmissionGrade.unscored(
        id,
        seen.chart().running(images.get(id)),
        List.copyOf(seen.notes()),
        Result.overall(results.stream().filter(result -> result.chart() == null).toList()),
        results);
  }
}
