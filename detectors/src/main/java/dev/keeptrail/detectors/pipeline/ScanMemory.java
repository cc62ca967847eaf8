package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was found in texts that may come again: conversations are sent whole with each turn, and the
 * descriptions of tools with each request. Keeps no text, but its SHA-256 under a salt of this
 * process; each caller's texts by themselves, so that nobody learns from the time an answer takes
 * what others have sent. Bounded; thread-safe.
 */
final class ScanMemory {
  /** Shorter ones are scanned almost as fast as they are looked up. */
  private static final int SHORTEST = 32;

  /** A text with more is scanned again: what is kept stays small. */
  private static final int MOST_FINDINGS = 64;

  private static final int PLACES = 1 << 15;
  private static final int SALT_BYTES = 16;

  private final byte[] salt = new byte[SALT_BYTES];
  private volatile @Nullable AtomicReferenceArray<@Nullable Known> places;

  ScanMemory() {
    new SecureRandom().nextBytes(salt);
  }

  /** A text that is asked for. */
  static final class Key {
    private final byte[] hash;
    private final Source source;
    private final @Nullable Parameter parameter;

    private Key(byte[] hash, Source source, @Nullable Parameter parameter) {
      this.hash = hash;
      this.source = source;
      this.parameter = parameter;
    }

    private boolean is(Key other) {
      return source == other.source
          && Arrays.equals(hash, other.hash)
          && Objects.equals(parameter, other.parameter);
    }

    private int place() {
      return ((hash[0] & 0xFF) << 8 | (hash[1] & 0xFF)) & (PLACES - 1);
    }
  }

  /**
   * What a scan of a text by itself came to.
   *
   * @param findings before they are resolved against each other, at segment 0
   * @param decoded how many characters were decoded
   */
  record Outcome(List<Finding> findings, long decoded) {
    Outcome {
      findings = List.copyOf(findings);
    }
  }

  private record Known(Key key, Outcome outcome) {}

  /** The memory as one scan sees it. Confined to that scan. */
  final class Share {
    private final @Nullable MessageDigest begun;

    private Share(@Nullable MessageDigest begun) {
      this.begun = begun;
    }

    /** What to ask by; null where a text is not kept. */
    @Nullable Key key(ScanText text) {
      if (begun == null || text.text().length() < SHORTEST) {
        return null;
      }
      MessageDigest digest = copy(begun);
      // WHY: what is no character has one byte in UTF-8, whatever it is; the rest tells it apart.
      digest.update(ints(text.text().length(), text.text().hashCode()));
      digest.update(text.text().getBytes(StandardCharsets.UTF_8));
      return new Key(digest.digest(), text.origin().source(), text.origin().parameter());
    }

    @Nullable Outcome find(Key key) {
      return ScanMemory.this.find(key);
    }

    void keep(Key key, Outcome outcome) {
      ScanMemory.this.keep(key, outcome);
    }
  }

  /**
   * The memory for a scan.
   *
   * @param scope whose texts it is for; null remembers nothing
   */
  Share share(@Nullable String scope) {
    if (scope == null) {
      return new Share(null);
    }
    MessageDigest begun = sha256();
    byte[] whose = scope.getBytes(StandardCharsets.UTF_8);
    begun.update(salt);
    begun.update(ints(whose.length, 0));
    begun.update(whose);
    return new Share(begun);
  }

  private static byte[] ints(int one, int other) {
    return ByteBuffer.allocate(2 * Integer.BYTES).putInt(one).putInt(other).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static MessageDigest copy(MessageDigest begun) {
    try {
      return (MessageDigest) begun.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be copied", e);
    }
  }

  private @Nullable Outcome find(Key key) {
    AtomicReferenceArray<@Nullable Known> all = places;
    Known known = all == null ? null : all.get(key.place());
    return known != null && known.key.is(key) ? known.outcome : null;
  }

  private void keep(Key key, Outcome outcome) {
    if (outcome.findings.size() <= MOST_FINDINGS) {
      all().set(key.place(), new Known(key, outcome));
    }
  }

  private AtomicReferenceArray<@Nullable Known> all() {
    AtomicReferenceArray<@Nullable Known> all = places;
    if (all == null) {
      synchronized (salt) {
        all = places;
        if (all == null) {
          all = new AtomicReferenceArray<>(PLACES);
          places = all;
        }
      }
    }
    return all;
  }
}
