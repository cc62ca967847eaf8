package dev.keeptrail.gateway.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer as a running gateway knows them. Read again in the background when they are
 * old; before a token is checked when that was not even tried for long, because nobody asked; and
 * at once for a token whose key is unknown, but not more often than once in ten seconds, so that
 * made-up tokens do not become a flood of requests. When they cannot be read, those known go on to
 * count for a day; without any, no token is good. Thread-safe.
 */
final class KeySets implements JWKSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(KeySets.class);
  private static final int MOST_KEYS = 100;
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();
  private static final long OLD = Duration.ofMinutes(5).toNanos();
  private static final long DOUBTFUL = Duration.ofMinutes(10).toNanos();
  private static final long USELESS = Duration.ofHours(24).toNanos();

  private final Reading reading;
  private final LongSupplier nanos;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile long tried;
  private volatile boolean everTried;
  private volatile @Nullable String problem;

  /** Where the text of a set of keys comes from. */
  @FunctionalInterface
  interface Reading {
    String read() throws IOException, InterruptedException;
  }

  private record Known(JWKSet keys, long since) {}

  KeySets(Reading reading, LongSupplier nanos) {
    this.reading = reading;
    this.nanos = nanos;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Known before = known;
    if (before == null || isOlderThan(before, USELESS) || nanos.getAsLong() - tried >= DOUBTFUL) {
      // WHY: nobody asked for long, and a key that was removed meanwhile must not be good once
      // more.
      read();
    } else {
      List<JWK> fit = selector.select(before.keys());
      if (!fit.isEmpty()) {
        if (isOlderThan(before, OLD) && mayTry()) {
          Thread.ofVirtual().name("keeptrail-jwks").start(this::read);
        }
        return fit;
      }
      read();
    }
    Known now = known;
    if (now == null || isOlderThan(now, USELESS)) {
      throw new KeySourceException("no keys");
    }
    return selector.select(now.keys());
  }

  /** Why the keys could not be read last; empty when they could. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Reads the keys, unless that was tried a moment ago; whoever comes meanwhile waits for it. */
  void read() {
    turn.lock();
    try {
      if (mayTry()) {
        readNow();
      }
    } finally {
      turn.unlock();
    }
  }

  private void readNow() {
    tried = nanos.getAsLong();
    everTried = true;
    try {
      JWKSet keys = parsed(reading.read());
      if (keys.size() > MOST_KEYS) {
        throw new IOException("it holds more than " + MOST_KEYS + " keys");
      }
      known = new Known(keys, nanos.getAsLong());
      problem = null;
    } catch (IOException unreadable) {
      fail(String.valueOf(unreadable.getMessage()));
    } catch (ParseException _) {
      fail("it is no set of keys");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      // WHY: the pause begins when the answer is there. An issuer that takes as long as a pause
      // would be asked again by each who has waited for it, one after the other.
      tried = nanos.getAsLong();
    }
  }

  private static JWKSet parsed(String text) throws ParseException {
    try {
      return JWKSet.parse(text).toPublicJWKSet();
    } catch (NullPointerException _) {
      // WHY: the library takes a set and its keys for granted where there is `null` in their place.
      throw new ParseException("no set of keys", 0);
    }
  }

  private void fail(String why) {
    problem = "the issuer's keys cannot be read: " + why;
    LOG.warn("the issuer's keys cannot be read: {}", why);
  }

  private boolean mayTry() {
    return !everTried || nanos.getAsLong() - tried >= PAUSE;
  }

  private boolean isOlderThan(Known keys, long age) {
    return nanos.getAsLong() - keys.since() >= age;
  }
}
