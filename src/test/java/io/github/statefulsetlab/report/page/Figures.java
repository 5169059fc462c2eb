package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.report.page.StudentPage.Figure;
import io.github.statefulsetlab.report.plot.PlotFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The plots of a submission that go into its page, as long as it stays small enough. */
final class Figures {

  private static final int ALL_FIGURES = 220_000;

  /** The most telling first: what is left then is only beside the page. */
  private static final List<String> ORDER =
      List.of(
          "ordering.side-by-side",
          "counts.diverge",
          "probes.liveness-restarts",
          "updates.partition",
          "ordering.",
          "probes.",
          "updates.");

  private Figures() {}

  /**
   * Those beside a page.
   *
   * @param folder the folder that the page lies in
   * @param criteria the titles of the criteria that its reader may see, by their ids
   */
  static List<Figure> beside(Path folder, Map<String, String> criteria) {
    List<Figure> figures = new ArrayList<>();
    int left = ALL_FIGURES;
    for (String criterion : inOrder(List.copyOf(criteria.keySet()))) {
      Optional<Figure> figure = of(folder, criterion, criteria.getOrDefault(criterion, criterion));
      int size = figure.map(Figures::size).orElse(0);
      if (size <= left) {
        figure.ifPresent(figures::add);
        left -= size;
      }
    }
    return List.copyOf(figures);
  }

  /**
   * The plot of one criterion; empty if there is none, or if it could not be drawn.
   *
   * @param title of the criterion
   */
  static Optional<Figure> of(Path folder, String criterion, String title) {
    Path plot = folder.resolve(PlotFiles.FOLDER).resolve(criterion);
    return Files.exists(sibling(plot, ".dark.svg"))
        ? Optional.of(figure(plot, title))
        : Optional.empty();
  }

  private static int size(Figure figure) {
    return figure.light().length() + figure.dark().length() + figure.text().length();
  }

  private static List<String> inOrder(List<String> criteria) {
    return Stream.concat(
            ORDER.stream().flatMap(first -> criteria.stream().filter(id -> id.startsWith(first))),
            criteria.stream())
        .distinct()
        .toList();
  }

  private static Figure figure(Path plot, String title) {
    try {
      String text = Files.readString(sibling(plot, ".txt"));
      return new Figure(
          text.lines().findFirst().orElse("") + ": " + title,
          text.lines().skip(2).reduce("", (all, line) -> all + line + "\n"),
          url(sibling(plot, ".svg")),
          url(sibling(plot, ".dark.svg")));
    } catch (IOException e) {
      throw new UncheckedIOException("The plot " + plot + " can't be read.", e);
    }
  }

  private static String url(Path svg) throws IOException {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(Files.readAllBytes(svg));
  }

  private static Path sibling(Path plot, String suffix) {
    return plot.resolveSibling(plot.getFileName() + suffix);
  }
}
