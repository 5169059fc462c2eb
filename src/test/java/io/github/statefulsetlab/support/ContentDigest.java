package io.github.statefulsetlab.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over several parts, each with its length before it: no other parts have the same digest
 * because they are the same when put together.
 */
public final class ContentDigest {

  private final MessageDigest digest;

  /** Of nothing yet. */
  public ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** Adds a text. */
  public void add(String part) {
    add(part.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds what is in a file. */
  public void add(byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
    digest.update(part);
  }

  /** The digest in hexadecimal; then this begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
