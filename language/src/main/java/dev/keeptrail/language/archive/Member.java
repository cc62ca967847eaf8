package dev.keeptrail.language.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One file of an archive. The bytes are the member's own and must not be changed. */
final class Member {
  private final String name;
  private final byte[] bytes;

  Member(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  static Member of(String name, String text) {
    return new Member(name, text.getBytes(StandardCharsets.UTF_8));
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  String digest() {
    return "sha256:" + HexFormat.of().formatHex(sha256(bytes));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
