package dev.keeptrail.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.callers.Operators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who is let into the pages, and for how long. */
final class SessionsTest {
  private static final Operator OPERATOR = new Operator(null, null, KeyScope.ADMIN);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final Sessions sessions =
      new Sessions(
          new Operators(ApiToken.of("operators-own"), new CallerCheck.Nothing()), new TestClock());

  @Test
  void aSessionEndsWithTheDayAndSoonerWithoutUse() {
    String word = sessions.begin(OPERATOR);
    assertThat(sessions.find(word)).isPresent();
    assertThat(sessions.find(word + "x")).isEmpty();
    for (int step = 0; step < 15; step++) {
      pass(Duration.ofMinutes(30));
      assertThat(sessions.find(word)).as("after %d half hours", step + 1).isPresent();
    }
    pass(Duration.ofMinutes(30));
    assertThat(sessions.find(word)).as("after eight hours").isEmpty();

    String idle = sessions.begin(OPERATOR);
    pass(Duration.ofMinutes(61));
    assertThat(sessions.find(idle)).isEmpty();
  }

  @Test
  void whoLogsOutIsOutAndTheOldestMakesRoom() {
    String first = sessions.begin(OPERATOR);
    sessions.end(first);
    assertThat(sessions.find(first)).isEmpty();
    String oldest = sessions.begin(OPERATOR);
    for (int other = 0; other < 200; other++) {
      pass(Duration.ofMillis(1));
      String ignored = sessions.begin(OPERATOR);
    }
    assertThat(sessions.find(oldest)).isEmpty();
  }

  @Test
  void aKeyThatIsNotThereAnyMoreOpensNothing() {
    String word = sessions.begin(new Operator("key_0123456789abcdef", null, KeyScope.ADMIN));
    assertThat(sessions.find(word)).isEmpty();
  }

  @Test
  void aTicketIsGoodOnceAndSoon() {
    var tickets = new Tickets(new TestClock());
    String ticket = tickets.make(OPERATOR);
    assertThat(tickets.take(ticket)).contains(OPERATOR);
    assertThat(tickets.take(ticket)).isEmpty();
    String late = tickets.make(OPERATOR);
    pass(Duration.ofMinutes(1));
    assertThat(tickets.take(late)).isEmpty();
  }

  @Test
  void failuresOfOneAddressKeepNobodyElseOutUntilThereAreTooMany() {
    var nanos = new AtomicLong();
    var attempts = new LogInAttempts(nanos::get);
    for (int failure = 0; failure < LogInAttempts.OF_ONE; failure++) {
      assertThat(attempts.allows("10.0.0.1")).isTrue();
      attempts.failed("10.0.0.1");
    }
    assertThat(attempts.allows("10.0.0.1")).isFalse();
    assertThat(attempts.allows("10.0.0.2")).isTrue();
    for (int failure = 0; failure < LogInAttempts.OF_ALL; failure++) {
      attempts.failed("10.0.1." + failure);
    }
    assertThat(attempts.allows("10.0.0.2")).isFalse();
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(attempts.allows("10.0.0.1")).isTrue();
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
