package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.CountText;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.support.Lazy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out by trying what an app nobody here wrote does: which page counts, which one shows the
 * count, and which file on a claim holds it.
 */
public final class CountPageProbe {

  private static final List<String> MAY_COUNT =
      List.of("/", "/visit", "/hit", "/count", "/counter", "/increment", "/visits", "/api/visit");
  private static final List<String> MAY_SHOW =
      List.of("/visits", "/count", "/counter", "/api/visits", "/api/count", "/stats", "/views");

  /** What the grade says of an app without a page that counts. */
  public static final String NOTHING_COUNTS =
      "no page among %s, and none that the chart or the app names, counts visits, so the grader writes markers to the volume instead; set visitPath in lab.yaml if there is one"
          .formatted(String.join(", ", MAY_COUNT));

  /** So many requests in a row that a clock on the page does not grow by one with each. */
  private static final int REQUESTS = 4;

  /** A page for Prometheus, which tells how often it was asked for. */
  private static final Pattern METRICS = Pattern.compile("(?m)^# (?:TYPE|HELP) ");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** What a page and the files say before and after some requests. */
  public interface ProbedPod {

    /** The page, empty if there is none. */
    Optional<String> get(String path);

    /** The number in each small file on the pod's claims that has one, by its path. */
    Map<String, Long> files();

    /** Something that differs with what each file on the pod's claims holds, by its path. */
    Map<String, String> digests();

    /** Whether anything accepts connections at this port. */
    boolean listensAt(String port);
  }

  private final ProbedPod pod;
  private final AppDescription said;
  private final List<String> named;
  private final Lazy<List<String>> told;
  private final List<String> how = new ArrayList<>();

  private final Consumer<Unseen> unseen;

  private CountPageProbe(
      ProbedPod pod, AppDescription said, List<String> named, Consumer<Unseen> unseen) {
    this.pod = pod;
    this.said = said;
    this.named = named;
    this.unseen = unseen;
    this.told = Lazy.of(() -> NamedPages.toldBy(pod::get));
  }

  /**
   * What the app does, and how that was found.
   *
   * @param file what holds the count
   * @param isFileText whether it can be read there
   * @param how a line for each thing that was found
   */
  public record Outcome(
      String visitPath,
      Optional<String> countPath,
      Optional<String> file,
      boolean isFileText,
      List<String> how) {

    public AppContract contract(AppFinder.Found found, AppDescription said) {
      return new AppContract(
          Optional.of(found.container().getName()),
          found.port(),
          visitPath,
          countPath,
          file,
          isFileText,
          said.faults().orElse(false));
    }
  }

  /**
   * A page that counts, and whose count can't be seen: no page shows it without counting, and no
   * text on a claim holds it.
   *
   * @param isStored whether a file on a claim changes with it
   * @param note what the grade tells of it
   */
  public record Unseen(String page, boolean isStored, String note) {}

  /**
   * Tries the pages that apps like this have, then those that the chart and the app name.
   *
   * @param pods the template of the app's pods
   * @param manifests what the chart renders to
   * @param unseen told of pages that count where nothing shows the count
   * @return empty if no page counts so that the count can be seen, and nothing is said of one
   * @throws NotGradableException if there is none, or none whose count can be seen, although it is
   *     said that there is
   */
  public static Optional<Outcome> of(
      ProbedPod pod,
      AppDescription said,
      PodSpec pods,
      Manifests manifests,
      Consumer<Unseen> unseen) {
    List<String> named = NamedPages.inManifests(pods, manifests.objects().stream());
    return of(pod, said, named, unseen);
  }

  static Optional<Outcome> of(
      ProbedPod pod, AppDescription said, List<String> named, Consumer<Unseen> unseen) {
    return new CountPageProbe(pod, said, named, unseen).outcome();
  }

  private Optional<Outcome> outcome() {
    Optional<Outcome> found =
        said.visitPath()
            .map(Stream::of)
            .orElseGet(() -> candidates(MAY_COUNT))
            .map(this::tried)
            .flatMap(Optional::stream)
            .findFirst();
    if (found.isEmpty() && isSaid()) {
      throw new NotGradableException(
          "No page among %s counts visits: no number on a page or in a file on a claim grew by one per request. Set visitPath, countPath, file or port in lab.yaml."
              .formatted(
                  said.visitPath()
                      .orElseGet(() -> String.join(", ", candidates(MAY_COUNT).toList()))));
    }
    return found;
  }

  /** Whether the author says anything of a counter. */
  private boolean isSaid() {
    return said.visitPath().or(said::countPath).or(said::file).isPresent();
  }

  /** The usual pages, then what the chart names; the app is asked only where these do not do. */
  private Stream<String> candidates(List<String> usual) {
    return Stream.<Supplier<Stream<String>>>of(
            usual::stream, named::stream, () -> told.get().stream())
        .flatMap(Supplier::get)
        .distinct();
  }

  private Optional<Outcome> tried(String path) {
    Map<String, Long> before = pod.files();
    List<String> pages = pages(path);
    if (pages.isEmpty() || METRICS.matcher(pages.get(0)).find()) {
      return Optional.empty();
    }
    Optional<String> file = grown(before, pod.files());
    Optional<String> why =
        file.map(f -> "%d requests raised the number in %s by as many".formatted(REQUESTS, f))
            .or(
                () ->
                    Optional.of("a number on it grows by one each time")
                        .filter(number -> growsByOne(pages)))
            .or(() -> raised(path))
            .or(() -> said.visitPath().map(visits -> "said"));
    if (why.isEmpty()) {
      return Optional.empty();
    }
    how.add("page %s counts: %s".formatted(path, why.get()));
    Optional<String> text = said.file().or(() -> file);
    Optional<String> other =
        text.equals(file) && file.isPresent() ? Optional.empty() : changed(path);
    boolean isText = other.isEmpty() || text.isPresent() && !text.equals(other);
    if (text.isEmpty()) {
      how.add(
          other
              .map("%s changes with each visit, and holds no number that grew"::formatted)
              .orElse("no file on a claim has a number that grew"));
    }
    Optional<String> readable = text.filter(known -> isText);
    Optional<String> count = shown(path, readable);
    if (count.isEmpty() && readable.isEmpty()) {
      sayUnseen(path, other);
      return Optional.empty();
    }
    return Optional.of(new Outcome(path, count, text.or(() -> other), isText, List.copyOf(how)));
  }

  /**
   * The file that changes when the page is asked for, and not else; of several the one that was
   * said, rather than another, and a log last.
   */
  private Optional<String> changed(String path) {
    Map<String, String> before = pod.digests();
    pod.get(path);
    Map<String, String> visited = pod.digests();
    Map<String, String> after = pod.digests();
    return visited.entrySet().stream()
        .filter(e -> !e.getValue().equals(before.get(e.getKey())))
        .filter(e -> e.getValue().equals(after.get(e.getKey())))
        .map(Map.Entry::getKey)
        .min(
            Comparator.comparing((String file) -> !said.file().equals(Optional.of(file)))
                .thenComparing(file -> file.contains("log"))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Another page that shows how often this one was asked for, although no file does. */
  private Optional<String> raised(String path) {
    // Asked for now: the home page that tells of others may be the one that counts.
    told.get();
    Map<String, Long> before = shownBeside(path);
    if (before.isEmpty() || pages(path).isEmpty()) {
      return Optional.empty();
    }
    return grown(before, shownBeside(path))
        .map(page -> "%d requests raised the number on %s by as many".formatted(REQUESTS, page));
  }

  private Map<String, Long> shownBeside(String path) {
    Map<String, Long> shown = new TreeMap<>();
    candidates(MAY_SHOW)
        .filter(page -> !page.equals(path))
        .forEach(page -> pod.get(page).flatMap(CountText::read).ifPresent(n -> shown.put(page, n)));
    return shown;
  }

  private List<String> pages(String path) {
    List<String> pages =
        Stream.generate(() -> pod.get(path))
            .limit(REQUESTS)
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .toList();
    return pages.size() == REQUESTS ? pages : List.of();
  }

  /** The file or page whose number grew by as much as there were requests. */
  private static Optional<String> grown(Map<String, Long> before, Map<String, Long> after) {
    return after.entrySet().stream()
        .filter(e -> e.getValue() - before.getOrDefault(e.getKey(), 0L) == REQUESTS)
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  /** Whether some number on the page is one more each time. */
  static boolean growsByOne(List<String> pages) {
    List<List<Long>> numbers = pages.stream().map(CountPageProbe::numbers).toList();
    int fewest = numbers.stream().mapToInt(List::size).min().orElse(0);
    return IntStream.range(0, fewest)
        .anyMatch(
            column ->
                IntStream.range(1, numbers.size())
                    .allMatch(
                        row ->
                            numbers.get(row).get(column) == numbers.get(row - 1).get(column) + 1));
  }

  private static List<Long> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).map(Long::parseLong).toList();
  }

  /** A page that shows the number that the counting page or the file has, and leaves it alone. */
  private Optional<String> shown(String visits, Optional<String> file) {
    if (said.countPath().isPresent()) {
      return said.countPath();
    }
    Optional<String> shown =
        candidates(MAY_SHOW)
            .filter(path -> !path.equals(visits) && shows(path, visits, file))
            .findFirst();
    if (shown.isPresent()) {
      how.add("page %s shows the count".formatted(shown.get()));
      return shown;
    }
    file.ifPresent(f -> how.add("no page shows the count, so it is read from %s".formatted(f)));
    return Optional.empty();
  }

  private void sayUnseen(String visits, Optional<String> file) {
    if (isSaid()) {
      throw new NotGradableException(
          "Visits to %s are counted, but no page shows the count without counting, and no file on a claim holds it. Say in lab.yaml where it is (countPath or file)."
              .formatted(visits));
    }
    // A number that grows elsewhere may be one of requests, or of whatever is asked for there.
    if (file.isPresent() || MAY_COUNT.contains(visits)) {
      unseen.accept(
          new Unseen(
              visits,
              file.isPresent(),
              "page %s counts visits, but no page shows the count without counting, and %s, so the grader writes markers to the volume instead; set countPath in lab.yaml if there is one"
                  .formatted(
                      visits,
                      file.map("it is not text in %s"::formatted)
                          .orElse("no file on a claim changes with it"))));
    }
  }

  private boolean shows(String path, String visits, Optional<String> file) {
    Optional<Long> first = pod.get(path).flatMap(CountText::read);
    Optional<Long> second = pod.get(path).flatMap(CountText::read);
    if (first.isEmpty() || !first.equals(second)) {
      return false;
    }
    if (pod.get(visits).isEmpty()) {
      return false;
    }
    boolean follows = pod.get(path).flatMap(CountText::read).equals(first.map(count -> count + 1));
    return follows
        && file.map(f -> first.get() + 1 == pod.files().getOrDefault(f, -1L)).orElse(true);
  }

  static Optional<Long> first(String text) {
    return numbers(text).stream().findFirst();
  }
}
