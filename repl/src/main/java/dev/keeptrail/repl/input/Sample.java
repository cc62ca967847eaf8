package dev.keeptrail.repl.input;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A choice of so many out of any number that depends on nothing but what they are: those with the
 * smallest SHA-256. Offer all of them first, then ask.
 */
public final class Sample implements Predicate<String> {
  private final int size;
  private final TreeSet<String> smallest = new TreeSet<>();

  public Sample(int size) {
    this.size = size;
  }

  public void offer(String one) {
    String hash = hash(one);
    if (smallest.size() < size || hash.compareTo(smallest.last()) < 0) {
      smallest.add(hash);
      if (smallest.size() > size) {
        smallest.pollLast();
      }
    }
  }

  @Override
  public boolean test(String one) {
    return smallest.contains(hash(one));
  }

  private static String hash(String one) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(one.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
