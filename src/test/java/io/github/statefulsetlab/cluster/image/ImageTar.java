package io.github.statefulsetlab.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What is inside an image's tar, by Docker's archive format.
 *
 * @param repoTag the name it is loaded under
 * @param configDigest the image's id
 * @param config its configuration
 * @param entries the files and folders of all layers
 */
record ImageTar(String repoTag, String configDigest, JsonNode config, List<Entry> entries) {

  record Entry(String name, long size, long user, long group) {}

  static ImageTar read(Path tar) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (TarArchiveInputStream archive = open(Files.newInputStream(tar))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        files.put(entry.getName(), archive.readAllBytes());
      }
    }
    ObjectMapper json = new ObjectMapper();
    JsonNode manifest = json.readTree(files.get("manifest.json")).get(0);
    byte[] config = files.getOrDefault(manifest.get("Config").asText(), new byte[0]);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode layer : manifest.get("Layers")) {
      entries.addAll(layer(files.getOrDefault(layer.asText(), new byte[0])));
    }
    return new ImageTar(
        manifest.get("RepoTags").get(0).asText(), digest(config), json.readTree(config), entries);
  }

  private static List<Entry> layer(byte[] zipped) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (TarArchiveInputStream archive =
        open(new GZIPInputStream(new ByteArrayInputStream(zipped)))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        entries.add(
            new Entry(
                entry.getName(), entry.getSize(), entry.getLongUserId(), entry.getLongGroupId()));
      }
    }
    return entries;
  }

  private static TarArchiveInputStream open(InputStream stream) {
    return new TarArchiveInputStream(new BufferedInputStream(stream));
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
