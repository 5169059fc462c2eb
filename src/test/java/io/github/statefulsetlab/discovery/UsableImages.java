package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.github.statefulsetlab.cluster.image.AppImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which images the cluster can run, and why it can't run the others. */
final class UsableImages {

  private final String helper;
  private final Function<String, Optional<String>> whyMissing;
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /**
   * Has asked for none yet.
   *
   * @param helper an image with a shell, for containers whose own could not be pulled
   * @param whyMissing why the cluster can't run another image; empty if it can
   */
  UsableImages(String helper, Function<String, Optional<String>> whyMissing) {
    this.helper = helper;
    this.whyMissing = whyMissing;
  }

  String helper() {
    return helper;
  }

  boolean canBeHad(String image) {
    Optional<String> why = whyMissing.apply(image);
    why.ifPresent(reason -> reasons.put(image, reason));
    return why.isEmpty();
  }

  boolean isMissing(Container container) {
    String image = container.getImage();
    return !AppImage.REFERENCE.equals(image) && !helper.equals(image) && !canBeHad(image);
  }

  /** One line for each image that is missing. */
  List<String> reasons() {
    return reasons.entrySet().stream()
        .map(
            missing -> "%s could not be pulled: %s".formatted(missing.getKey(), missing.getValue()))
        .toList();
  }
}
