package dev.keeptrail.gateway.exchange;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Makes ids that sort by time: a prefix and 26 characters of Crockford base 32. Thread-safe. */
public final class Ids implements Supplier<String> {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;

  private final String prefix;
  private final Clock clock;

  public Ids(String prefix, Clock clock) {
    this.prefix = prefix;
    this.clock = clock;
  }

  @Override
  public String get() {
    char[] id = new char[LENGTH];
    long millis = clock.millis();
    for (int at = 9; at >= 0; at--) {
      id[at] = ALPHABET.charAt((int) (millis & 31));
      millis >>>= 5;
    }
    var random = ThreadLocalRandom.current();
    for (int at = 10; at < LENGTH; at++) {
      id[at] = ALPHABET.charAt(random.nextInt(32));
    }
    return prefix + new String(id);
  }
}
