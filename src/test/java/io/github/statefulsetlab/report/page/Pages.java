package io.github.statefulsetlab.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.statefulsetlab.grading.Markdown;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Fills the templates in {@code pages/}; what goes into them is escaped for HTML or Markdown. */
final class Pages {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withLoader(name -> template(name + ".html"));

  private static final Mustache.Compiler MARKDOWN = COMPILER.withEscaper(Markdown::inline);

  /** By name: a class of sixty has 180 pages. */
  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private Pages() {}

  static String fill(String template, Object page) {
    return COMPILED.computeIfAbsent(template, Pages::compiled).execute(page);
  }

  private static Template compiled(String template) {
    try (Reader text = template(template)) {
      return (template.endsWith(".md") ? MARKDOWN : COMPILER).compile(text);
    } catch (IOException e) {
      throw new UncheckedIOException("The template " + template + " can't be read.", e);
    }
  }

  private static Reader template(String name) {
    return new InputStreamReader(
        Objects.requireNonNull(
            Pages.class.getResourceAsStream("/pages/" + name), "There is no template " + name),
        StandardCharsets.UTF_8);
  }
}
