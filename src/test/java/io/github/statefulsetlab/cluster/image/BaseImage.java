package io.github.statefulsetlab.cluster.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The app's image on a base image with a Java runtime, for machines where it can't be made from
 * nothing. Larger, and needs a registry.
 */
final class BaseImage {

  private static final String BASE = "eclipse-temurin:17-jre";

  private BaseImage() {}

  /** Writes the tar and returns the image's id. */
  static String write(Path classes, Path workshop, Path tar) throws IOException {
    try {
      return ImageSpec.write(
          Jib.from(BASE), "/opt/java/openjdk/bin/java", classes, workshop, ImageSpec.to(tar));
    } catch (InvalidImageReferenceException e) {
      throw new IllegalStateException(BASE + " is a valid reference", e);
    } catch (ImageBuildException e) {
      throw new ImageBuildException(
          "The counter app's image can't be made from nothing here (that takes Linux with glibc and a whole JDK;"
              + " Debian, Ubuntu: apt-get install openjdk-17-jdk-headless), and not on "
              + BASE
              + " either: "
              + e.getMessage(),
          e);
    }
  }
}
