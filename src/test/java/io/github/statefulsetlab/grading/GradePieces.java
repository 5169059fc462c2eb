package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stored grade read piece by piece: what is damaged is named, with its file and field, and what
 * is not is kept.
 */
public final class GradePieces {

  private static final ChartFacts UNKNOWN =
      new ChartFacts("main", "unknown", "unknown", "0".repeat(64), null, null);
  private static final int LONGEST = 200;

  private final Path file;
  private final List<String> problems = new ArrayList<>();
  private final List<Piece> submissions = new ArrayList<>();
  private final Optional<Grade.Run> run;
  private boolean allNamed;

  /**
   * A submission.
   *
   * @param damaged whether some of it could not be read; then it has no points
   */
  public record Piece(SubmissionGrade grade, boolean damaged) {}

  private record Converted<T>(Optional<T> value, String problem) {}

  private GradePieces(Path file) {
    this.file = file;
    JsonNode root = root();
    this.run = root.isMissingNode() ? Optional.empty() : piece(root, "run", Grade.Run.class);
    if (!root.isMissingNode()) {
      readSubmissions(root.path("submissions"));
    }
  }

  /** Reads a file, whatever is in it. */
  public static GradePieces read(Path file) {
    return new GradePieces(file);
  }

  /** Empty if it could not be read. */
  public Optional<Grade.Run> run() {
    return run;
  }

  /** Those of which the id could be read. */
  public List<Piece> submissions() {
    return submissions;
  }

  /** Whether every submission in the file has an id, of its own. */
  public boolean allNamed() {
    return allNamed;
  }

  /** One for each thing that is wrong, with file, field and remedy. */
  public List<String> problems() {
    return problems;
  }

  private JsonNode root() {
    try {
      JsonNode root = GradeJson.tree(file);
      if (Grade.SCHEMA.equals(root.path("schema").asText())) {
        return root;
      }
      problems.add(
          "%s: schema: it is not a grade of version 2, which has what a regrade needs. Run ./lab grade again."
              .formatted(file));
    } catch (JsonProcessingException e) {
      problems.add(
          "%s:%d:%d: it is not JSON, or was cut short: %s. Put a copy back, or run ./lab grade again."
              .formatted(
                  file,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  said(e.getOriginalMessage())));
    } catch (IOException e) {
      problems.add("%s: it can't be read (%s). Check who may read it.".formatted(file, e));
    }
    return MissingNode.getInstance();
  }

  private void readSubmissions(JsonNode all) {
    if (!all.isArray()) {
      problem("submissions", "it is not a list");
      return;
    }
    allNamed = true;
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      JsonNode node = all.get(i);
      String field = "submissions[%d]".formatted(i);
      String id = node.path("id").asText();
      if (id.isEmpty() || !node.path("id").isTextual()) {
        allNamed = false;
        problem(field + ".id", "it is not a text");
      } else if (seen.add(id)) {
        submissions.add(submission(node, id, field));
      } else {
        allNamed = false;
        problem(field + ".id", "there is a submission \"%s\" already".formatted(said(id)));
      }
    }
  }

  private Piece submission(JsonNode node, String id, String field) {
    Converted<SubmissionGrade> whole = converted(node, SubmissionGrade.class);
    if (whole.value().isPresent()) {
      return new Piece(whole.value().get(), false);
    }
    int before = problems.size();
    ChartFacts chart = piece(node, field, "chart", ChartFacts.class).orElse(UNKNOWN);
    List<String> notes = pieces(node, field, "notes", String.class);
    List<Result> results = pieces(node, field, "criteria", Result.class);
    if (problems.size() == before) {
      problem(field + whole.problem(), "");
    }
    return new Piece(
        SubmissionGrade.unscored(id, chart, notes, Result.overall(results), results), true);
  }

  private <T> List<T> pieces(JsonNode node, String field, String name, Class<T> type) {
    List<T> read = new ArrayList<>();
    if (!node.path(name).isArray()) {
      problem(field + "." + name, "it is not a list");
    }
    for (int i = 0; i < node.path(name).size(); i++) {
      piece(node.path(name), "%s.%s".formatted(field, name), i, type).ifPresent(read::add);
    }
    return read;
  }

  private <T> Optional<T> piece(JsonNode node, String name, Class<T> type) {
    return piece(node.path(name), type, name);
  }

  private <T> Optional<T> piece(JsonNode node, String field, String name, Class<T> type) {
    return piece(node.path(name), type, field + "." + name);
  }

  private <T> Optional<T> piece(JsonNode list, String field, int place, Class<T> type) {
    return piece(list.path(place), type, "%s[%d]".formatted(field, place));
  }

  private <T> Optional<T> piece(JsonNode node, Class<T> type, String field) {
    Converted<T> converted = converted(node, type);
    if (converted.value().isEmpty()) {
      problem(field + converted.problem(), "");
    }
    return converted.value();
  }

  private void problem(String field, String what) {
    String colon = what.isEmpty() ? "" : ": ";
    problems.add(
        "%s: %s%s%s. Correct it or put a copy back, or run ./lab grade again."
            .formatted(file, field, colon, what));
  }

  /** The value, or the rest of the field's path with what is wrong there. */
  private static <T> Converted<T> converted(JsonNode node, Class<T> type) {
    try {
      T value = node.isMissingNode() || node.isNull() ? null : GradeJson.convert(node, type);
      if (value == null) {
        return new Converted<>(Optional.empty(), ": it is missing");
      }
      return (value instanceof Record record
              ? RecordCheck.firstMissing(record)
              : Optional.<String>empty())
          .map(lacking -> new Converted<T>(Optional.empty(), "." + lacking + ": it is missing"))
          .orElseGet(() -> new Converted<>(Optional.of(value), ""));
    } catch (JsonMappingException e) {
      return new Converted<>(
          Optional.empty(), path(e) + ": " + said(Objects.toString(e.getOriginalMessage(), "")));
    } catch (JsonProcessingException e) {
      return new Converted<>(Optional.empty(), ": " + said(e.getOriginalMessage()));
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[%d]".formatted(step.getIndex())
                    : "." + step.getFieldName())
        .collect(Collectors.joining());
  }

  private static String said(String message) {
    String line = OutputSanitizer.text(message.lines().findFirst().orElse(""));
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
