package dev.keeptrail.detectors.embedding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What pieces scored, under their hashes: texts are not kept. Safe for any thread. */
final class ScoreMemory {
  private static final int MOST = 4_096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, float[]> scores = new LinkedHashMap<>(16, 0.75f, true);

  float @Nullable [] get(String piece) {
    String key = key(piece);
    lock.lock();
    try {
      return scores.get(key);
    } finally {
      lock.unlock();
    }
  }

  void put(String piece, float[] scored) {
    String key = key(piece);
    lock.lock();
    try {
      scores.put(key, scored);
      if (scores.size() > MOST) {
        scores.remove(scores.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  private static String key(String piece) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(piece.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
