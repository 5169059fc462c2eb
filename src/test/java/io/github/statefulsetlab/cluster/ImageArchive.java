package io.github.statefulsetlab.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image archive as {@code docker save} writes it, from somebody who is not trusted: a node
 * imports every image of an archive under the name that the archive gives it, the lab's own
 * included, so that what is imported has one image, under a name of the lab's choice.
 */
final class ImageArchive {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "manifest.json";

  /** What says which images there are, and by what name, in the archive's several formats. */
  private static final Set<String> INDEXES =
      Set.of(MANIFEST, "index.json", "oci-layout", "repositories");

  private static final int MANIFEST_BYTES = 1 << 20;
  private static final int ENTRIES = 10_000;
  private static final long BYTES = 10L << 30;

  private final Path tar;

  ImageArchive(Path tar) {
    this.tar = tar;
  }

  /**
   * Writes the archive's only image to another archive.
   *
   * @param name what the image is called there
   * @return the image's id, {@code sha256:…}: the digest of its configuration; empty where the
   *     archive has none
   * @throws ClusterException if the archive can't be read, or has another number of images than one
   */
  Optional<String> writeAs(String name, Path target) {
    try (TarArchiveInputStream entries = open();
        TarArchiveOutputStream out =
            new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      ObjectNode image = onlyImage();
      ArrayNode manifest = JSON.createArrayNode().add(image);
      image.putArray("RepoTags").add(name);
      write(out, JSON.writeValueAsString(manifest));
      return copy(entries, out, image.path("Config").asText());
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private TarArchiveInputStream open() throws IOException {
    return new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)));
  }

  private ClusterException unreadable(Exception e) {
    return new ClusterException(
        "%s (--image) can't be read as an image archive: %s".formatted(tar, e.getMessage()), e);
  }

  private ObjectNode onlyImage() throws IOException {
    JsonNode images =
        manifest()
            .orElseThrow(
                () ->
                    new ClusterException(
                        "%s (--image) is not an image archive. Write it with: docker save -o app.tar NAME:TAG"
                            .formatted(tar)));
    if (images.size() != 1
        || images.path(0).path("RepoTags").size() > 1
        || !(images.path(0) instanceof ObjectNode image)) {
      throw new ClusterException(
          "%s (--image) has %d images. Write it with one image and one name: docker save -o app.tar NAME:TAG"
              .formatted(tar, Math.max(images.size(), images.path(0).path("RepoTags").size())));
    }
    return image.deepCopy();
  }

  private Optional<JsonNode> manifest() throws IOException {
    try (TarArchiveInputStream entries = open()) {
      int count = 0;
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null && count < ENTRIES;
          entry = entries.getNextEntry()) {
        count++;
        if (entry.isFile() && cleaned(entry).equals(MANIFEST)) {
          byte[] content = entries.readNBytes(MANIFEST_BYTES);
          return Optional.of(JSON.readTree(content)).filter(JsonNode::isArray);
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** As the node reads the name. */
  private static String cleaned(TarArchiveEntry entry) {
    return Path.of(entry.getName()).normalize().toString();
  }

  private Optional<String> copy(
      TarArchiveInputStream entries, TarArchiveOutputStream out, String configuration)
      throws IOException {
    Optional<String> id = Optional.empty();
    int count = 0;
    long bytes = 0;
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      count++;
      bytes += entry.getSize();
      if (count > ENTRIES || bytes > BYTES) {
        throw new ClusterException(
            "%s (--image) has more than %,d files or %d GB. Write it with: docker save -o app.tar NAME:TAG"
                .formatted(tar, ENTRIES, BYTES >> 30));
      }
      if (!INDEXES.contains(cleaned(entry))) {
        out.putArchiveEntry(entry);
        if (cleaned(entry).equals(configuration)) {
          MessageDigest digest = sha256();
          entries.transferTo(new DigestOutputStream(out, digest));
          id = Optional.of("sha256:" + HexFormat.of().formatHex(digest.digest()));
        } else {
          entries.transferTo(out);
        }
        out.closeArchiveEntry();
      }
    }
    return id;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static void write(TarArchiveOutputStream out, String manifest) throws IOException {
    byte[] content = manifest.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(MANIFEST);
    entry.setSize(content.length);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }
}
