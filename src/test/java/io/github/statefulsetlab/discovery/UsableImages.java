package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.github.statefulsetlab.cluster.image.AppImage;
import java.util.function.Predicate;

/**
 * Which images the cluster can run.
 *
 * @param helper an image with a shell, for containers whose own could not be pulled
 * @param canBeHad whether the cluster can run another image
 */
record UsableImages(String helper, Predicate<String> canBeHad) {

  boolean isMissing(Container container) {
    String image = container.getImage();
    return !AppImage.REFERENCE.equals(image) && !helper.equals(image) && !canBeHad.test(image);
  }
}
