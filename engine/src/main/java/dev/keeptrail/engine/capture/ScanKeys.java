package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Says what a scan was asked for, so that later somebody else can tell whether its findings answer
 * another request: categories by their names, patterns and terms of users by a digest of what they
 * are.
 */
public final class ScanKeys {
  private static final int DIGITS = 16;

  private ScanKeys() {}

  /** Categories first, each part in the order of the request. */
  public static List<String> of(ScanRequest request) {
    List<String> keys = new ArrayList<>(request.categories());
    request.patterns().forEach(pattern -> keys.add(of(pattern)));
    request.terms().forEach(terms -> keys.add(of(terms)));
    request.near().forEach(near -> keys.add(of(near)));
    return keys;
  }

  public static String of(ScanRequest.UserPattern pattern) {
    return "pattern:" + digest(List.of(pattern.category(), pattern.label(), pattern.regex()));
  }

  public static String of(ScanRequest.TermList terms) {
    List<String> parts = new ArrayList<>();
    parts.add(terms.category());
    parts.add(terms.label());
    parts.add(Integer.toString(terms.maxDistance()));
    parts.add(Boolean.toString(terms.wholeWords()));
    parts.addAll(terms.terms());
    return "terms:" + digest(parts);
  }

  public static String of(ScanRequest.NearTerms near) {
    List<String> parts = new ArrayList<>();
    parts.add(near.category());
    parts.add(near.label());
    parts.add(Integer.toString(near.within()));
    parts.add(Boolean.toString(near.anyOrder()));
    // WHY: where the one list ends and the other begins has to count too.
    parts.add(Integer.toString(near.terms().size()));
    parts.addAll(near.terms());
    parts.addAll(near.others());
    return "near:" + digest(parts);
  }

  private static String digest(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
