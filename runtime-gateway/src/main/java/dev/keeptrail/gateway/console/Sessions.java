package dev.keeptrail.gateway.console;

import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.callers.Operators;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Who has logged in. A session ends after a time, after a time without use, when its key is taken
 * back, and with the gateway; it is kept under the hash of its word, so that nothing that is kept
 * opens anything. Thread-safe.
 */
public final class Sessions {
  public static final Duration LASTS = Duration.ofHours(8);
  static final Duration IDLE = Duration.ofHours(1);
  private static final int MOST = 200;
  private static final int BYTES = 32;

  private final Operators operators;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Open> open = new HashMap<>();

  private record Open(Session session, Instant used) {}

  /**
   * @param clock one that nobody sets
   */
  public Sessions(Operators operators, Clock clock) {
    this.operators = operators;
    this.clock = clock;
  }

  /**
   * Begins a session.
   *
   * @return the word that opens it, for the browser alone
   */
  public synchronized String begin(Operator operator) {
    Instant now = clock.instant();
    open.values().removeIf(one -> !isOpen(one, now));
    if (open.size() >= MOST) {
      open.entrySet().stream()
          .min(Map.Entry.comparingByValue((one, other) -> one.used().compareTo(other.used())))
          .ifPresent(oldest -> open.remove(oldest.getKey()));
    }
    String word = word();
    open.put(hash(word), new Open(new Session(operator, word(), now.plus(LASTS)), now));
    return word;
  }

  /** The session of this word, if it is still open. */
  public synchronized Optional<Session> find(String word) {
    String key = hash(word);
    Open one = open.get(key);
    Instant now = clock.instant();
    if (one == null || !isOpen(one, now)) {
      open.remove(key);
      return Optional.empty();
    }
    open.put(key, new Open(one.session(), now));
    return Optional.of(one.session());
  }

  /** Whether this is still the session of the word. Who only watches does not use it. */
  public synchronized boolean isOpen(String word, Session session) {
    Open one = open.get(hash(word));
    return one != null && one.session().equals(session) && isOpen(one, clock.instant());
  }

  public synchronized void end(String word) {
    open.remove(hash(word));
  }

  private boolean isOpen(Open one, Instant now) {
    return now.isBefore(one.session().ends())
        && now.isBefore(one.used().plus(IDLE))
        && operators.stillGood(one.session().operator());
  }

  private String word() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String word) {
    try {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
