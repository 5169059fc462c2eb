package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.statefulsetlab.chart.ManifestEdits;
import io.github.statefulsetlab.chart.Patch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bundled profile that is broken in one way, to prove that behaviours can fail: what {@code
 * mutants/<name>/mutant.yaml} says. Files in a folder {@code chart} beside it take the place of the
 * bundled chart's.
 *
 * @param broken a sentence that says what is broken
 * @param profile the bundled profile that it starts from
 * @param values chart values laid over the profile's; empty for none
 * @param patches changes to what the chart renders to
 * @param fails the criteria that must fail, each with a piece of the hint that must appear
 * @param skips the criteria that are broken through those and so are skipped, each with a piece of
 *     the hint that appears where they are checked alone
 * @param saw of some of those, what was seen, a piece of which must appear: it shows that the
 *     criterion fails at what it is about and not on the way there
 * @param notGradable why criteria that do not fail can't be judged; empty where they can
 */
public record Mutant(
    String name,
    Path folder,
    String broken,
    String profile,
    Optional<ObjectNode> values,
    List<Patch> patches,
    Map<String, String> fails,
    Map<String, String> skips,
    Map<String, String> saw,
    Optional<String> notGradable) {

  /**
   * Reads {@code mutant.yaml}.
   *
   * @throws UsageException if it can't be used, naming file and field
   */
  public static Mutant read(Path folder) {
    Path file = folder.resolve("mutant.yaml");
    String name = folder.getFileName().toString();
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?")) {
      throw new UsageException(
          "%s: name the folder with at most 32 lowercase letters, digits and hyphens."
              .formatted(folder));
    }
    Description yaml = YamlFile.read(file, Description.class);
    return of(name, folder)
        .broken(yaml.broken)
        .profile(yaml.profile)
        .values(yaml.values)
        .patches(
            Objects.requireNonNullElse(yaml.patch, List.<Edit>of()).stream()
                .map(Edit::patch)
                .toList())
        .fails(yaml.fails)
        .skips(Objects.requireNonNullElse(yaml.skips, Map.of()))
        .saw(Objects.requireNonNullElse(yaml.saw, Map.of()))
        .notGradable(yaml.notGradable)
        .build();
  }

  /** A mutant that is told from its profile by nothing yet. */
  public static Builder of(String name, Path folder) {
    return new Builder(name, folder);
  }

  /** The criteria that it breaks, and the hint of each where it is checked alone. */
  public Map<String, String> breaks() {
    Map<String, String> all = new TreeMap<>(fails);
    all.putAll(skips);
    return all;
  }

  @Override
  public String toString() {
    return name;
  }

  private record Description(
      @JsonProperty(required = true) String broken,
      @JsonProperty(required = true) String profile,
      @Nullable ObjectNode values,
      @Nullable List<Edit> patch,
      @JsonProperty(required = true) Map<String, String> fails,
      @Nullable Map<String, String> skips,
      @Nullable Map<String, String> saw,
      @Nullable String notGradable) {

    Description {
      require(broken != null && !broken.isBlank(), "broken: say in a sentence what is broken");
      require(fails != null && !fails.isEmpty(), "fails: name at least one criterion");
      require(
          saw == null
              || saw.keySet().stream()
                  .allMatch(id -> fails.containsKey(id) || skips != null && skips.containsKey(id)),
          "saw: name only criteria that are in fails or skips");
    }
  }

  /** One item under {@code patch}: a merge or JSON patch to a kind, a deletion or an addition. */
  private record Edit(
      @Nullable String kind,
      @Nullable String name,
      @Nullable ObjectNode merge,
      @Nullable ArrayNode json,
      @Nullable Target delete,
      @Nullable ObjectNode add) {

    Edit {
      long ways =
          java.util.stream.Stream.of(merge, json, delete, add).filter(Objects::nonNull).count();
      require(ways == 1, "give exactly one of merge, json, delete and add");
      require(
          (kind != null) == (merge != null || json != null),
          "kind belongs to merge and json, and only to them");
    }

    Patch patch() {
      Optional<String> named = Optional.ofNullable(name);
      if (delete != null) {
        return ManifestEdits.delete(delete.kind, delete.name);
      }
      if (add != null) {
        return ManifestEdits.add(add);
      }
      String of = Objects.requireNonNull(kind);
      return merge == null
          ? ManifestEdits.json(of, named, Objects.requireNonNull(json))
          : ManifestEdits.merge(of, named, merge);
    }
  }

  private record Target(
      @JsonProperty(required = true) String kind, @JsonProperty(required = true) String name) {}

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Makes a {@link Mutant}. */
  public static final class Builder {
    private final String name;
    private final Path folder;
    private String broken = "";
    private String profile = "moscow-time";
    private @Nullable ObjectNode values;
    private List<Patch> patches = List.of();
    private Map<String, String> fails = Map.of();
    private Map<String, String> skips = Map.of();
    private Map<String, String> saw = Map.of();
    private @Nullable String notGradable;

    private Builder(String name, Path folder) {
      this.name = name;
      this.folder = folder;
    }

    public Builder broken(String sentence) {
      broken = sentence;
      return this;
    }

    public Builder profile(String bundled) {
      profile = bundled;
      return this;
    }

    Builder values(@Nullable ObjectNode over) {
      values = over;
      return this;
    }

    Builder patches(List<Patch> changes) {
      patches = changes;
      return this;
    }

    public Builder fails(Map<String, String> hints) {
      fails = hints;
      return this;
    }

    public Builder skips(Map<String, String> hints) {
      skips = hints;
      return this;
    }

    public Builder saw(Map<String, String> pieces) {
      saw = pieces;
      return this;
    }

    Builder notGradable(@Nullable String why) {
      notGradable = why;
      return this;
    }

    public Mutant build() {
      return new Mutant(
          name,
          folder,
          broken,
          profile,
          Optional.ofNullable(values),
          patches,
          new TreeMap<>(fails),
          new TreeMap<>(skips),
          new TreeMap<>(saw),
          Optional.ofNullable(notGradable));
    }
  }
}
