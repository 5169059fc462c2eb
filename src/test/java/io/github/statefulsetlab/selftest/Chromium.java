package io.github.statefulsetlab.selftest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Opens pages in a Chromium of this machine, without a window and without a network, and tells what
 * they did there.
 *
 * @param program the path of its executable
 * @param folder where it may write
 */
record Chromium(Path program, Path folder) {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
  private static final Pattern CONSOLE = Pattern.compile(":CONSOLE(?::\\d+)?\\] (.*)");

  /** Who asks for the browser's own requests, such as those for updates of itself. */
  private static final String THE_BROWSER_ITSELF = "not an origin";

  /**
   * What became of a page.
   *
   * @param console what was written to its console
   * @param requests the addresses that it asked for over a network
   * @param isDone false if it did not come to rest, as when a dialog waits for somebody
   */
  record Visit(
      String title, String document, List<String> console, List<String> requests, boolean isDone) {}

  /** The first that is on the path; skips the test if none is. */
  static Chromium assumed(Path folder) {
    Optional<Chromium> found = find(folder);
    assumeTrue(found.isPresent(), "There is no Chromium on the path.");
    return found.orElseThrow();
  }

  private static Optional<Chromium> find(Path folder) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, folder));
  }

  /**
   * Opens a page from disk.
   *
   * @param fragment what comes after the {@code #}; empty for none
   */
  Visit open(Path page, String fragment) throws IOException, InterruptedException {
    Path visit = Files.createTempDirectory(folder, "visit");
    Path document = visit.resolve("document");
    Path log = visit.resolve("log");
    Process browser =
        new ProcessBuilder(
                command(visit, page.toUri() + (fragment.isEmpty() ? "" : "#" + fragment)))
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    boolean done = browser.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
    if (!done) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
      return new Visit("", "", List.of(), List.of(), false);
    }
    String shown = Files.readString(document);
    return new Visit(
        first(TITLE, shown),
        shown,
        Files.readAllLines(log).stream()
            .map(CONSOLE::matcher)
            .filter(Matcher::find)
            .map(line -> line.group(1))
            .toList(),
        requests(visit.resolve("network.json")),
        true);
  }

  private List<String> command(Path visit, String address) {
    return List.of(
        program.toString(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=" + visit.resolve("profile"),
        "--enable-logging=stderr",
        "--log-level=0",
        "--log-net-log=" + visit.resolve("network.json"),
        "--virtual-time-budget=8000",
        "--dump-dom",
        address);
  }

  private static List<String> requests(Path log) throws IOException {
    List<String> requests = new ArrayList<>();
    JsonNode events = new JsonMapper().readTree(log.toFile()).path("events");
    StreamSupport.stream(events.spliterator(), false)
        .map(event -> event.path("params"))
        .filter(request -> request.has("initiator"))
        .filter(request -> !request.path("initiator").asText().equals(THE_BROWSER_ITSELF))
        .map(request -> request.path("url").asText())
        .filter(url -> url.matches("(?:http|ws)s?:.*"))
        .forEach(requests::add);
    return List.copyOf(requests);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
