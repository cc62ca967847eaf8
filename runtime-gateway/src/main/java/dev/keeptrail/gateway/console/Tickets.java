package dev.keeptrail.gateway.console;

import dev.keeptrail.gateway.callers.Operator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Words that open the pages once, within a minute, for who has shown a token elsewhere: so that no
 * token has to be typed or stand in an address. Thread-safe.
 */
public final class Tickets {
  public static final Duration LASTS = Duration.ofMinutes(1);
  private static final int MOST = 100;
  private static final int BYTES = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Ticket> tickets =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ticket> eldest) {
          return size() > MOST;
        }
      };

  private record Ticket(Operator operator, Instant ends) {}

  /**
   * @param clock one that nobody sets
   */
  public Tickets(Clock clock) {
    this.clock = clock;
  }

  /** A new one. */
  public synchronized String make(Operator operator) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tickets.put(word, new Ticket(operator, clock.instant().plus(LASTS)));
    return word;
  }

  /** Whom it lets in; nobody a second time. */
  public synchronized Optional<Operator> take(String word) {
    return Optional.ofNullable(tickets.remove(word))
        .filter(ticket -> clock.instant().isBefore(ticket.ends()))
        .map(Ticket::operator);
  }
}
