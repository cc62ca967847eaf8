package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.Budget;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.LimitsPlan;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.RateLimits;
import dev.keeptrail.language.plan.ResponseCache;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the time of day of a gateway that runs, forward or back, and right again. */
@Timeout(180)
final class SteppedClockIT {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static final String LOOKED = "test.looked";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InstantSource clock = now::get;

  private void step(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  private static RateLimits perUser(int requests) {
    return new RateLimits(
        RateLimit.NONE, new RateLimit(requests, null, null), RateLimit.NONE, RateLimit.NONE);
  }

  private House house(FakeUpstream upstream, LimitsPlan limits) throws Exception {
    return new House(
        House.settings().withClock(clock.withZone(ZoneOffset.UTC)),
        new FakeProgram(
            List.of(House.openai(upstream, null)), GatewayPlan.DEFAULT.withLimits(limits), true));
  }

  private static HttpResponse<String> ask(House house, String text) throws Exception {
    return house.ask(House.prompt(text), "content-type", "application/json", "x-user-id", "ana");
  }

  @ParameterizedTest
  @ValueSource(longs = {-10_000, -1, 1, 10_000})
  void noLimitIsFullAgain(long hours) throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, new LimitsPlan(perUser(1), List.of(), null))) {
      assertThat(ask(house, "a").statusCode()).isEqualTo(200);
      for (long by : new long[] {hours, -hours}) {
        HttpResponse<String> refused = ask(house, "b");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(millis(refused)).isBetween(1L, 60_000L);
        step(Duration.ofHours(by));
      }
    }
  }

  private static long millis(HttpResponse<String> refused) {
    return Long.parseLong(refused.headers().firstValue("retry-after-ms").orElseThrow());
  }

  /** A day's budget is that of the day that the clock names, and that day's is still spent. */
  @ParameterizedTest
  @ValueSource(longs = {-10_000, -1, 1, 10_000})
  void whatIsSpentStaysSpent(long hours) throws Exception {
    var day = new Budget(Budget.Scope.USER, 0.001, Budget.Window.DAY, false);
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, new LimitsPlan(RateLimits.NONE, List.of(day), null))) {
      assertThat(ask(house, "a").statusCode()).isEqualTo(200);
      assertThat(ask(house, "b").statusCode()).isEqualTo(429);
      step(Duration.ofHours(hours));
      assertThat(ask(house, "c").statusCode()).isEqualTo(Math.abs(hours) == 1 ? 429 : 200);
      step(Duration.ofHours(-hours));
      assertThat(ask(house, "d").statusCode()).isEqualTo(429);
    }
  }

  /**
   * Midnight comes, and with it perhaps a month, while an answer is awaited; or somebody sets the
   * clock back over it. What the answer costs is of the day that let it in, and of no other.
   */
  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-11-26T23:59:59Z, 2026-11-27T00:00:00Z",
    "DAY,   2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z",
    "MONTH, 2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z",
    "MONTH, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "DAY,   2026-11-27T00:00:00Z, 2026-11-26T23:59:59Z",
    "MONTH, 2026-12-01T00:00:00Z, 2026-11-30T23:59:59Z",
  })
  void whatIsInsideIsPaidByTheTimeThatLetItIn(Budget.Window window, Instant before, Instant after)
      throws Exception {
    // One answer costs 0.00325 dollars, so that two of them spend it.
    var budget = new Budget(Budget.Scope.USER, 0.004, window, false);
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var upstream =
            new FakeUpstream((request, out) -> {
              if (request.body().contains("slow")) {
                asked.countDown();
                release.await();
              }
              FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("hi"))
                  .answer(request, out);
            });
        var house = house(upstream, new LimitsPlan(RateLimits.NONE, List.of(budget), null));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      now.set(before);
      var slow = callers.submit(() -> ask(house, "slow").statusCode());
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      now.set(after);
      assertThat(ask(house, "a").statusCode()).isEqualTo(200);
      release.countDown();
      assertThat(slow.get()).isEqualTo(200);

      for (Instant time : List.of(after, before)) {
        now.set(time);
        assertThat(ask(house, "b").statusCode()).as("second of %s", time).isEqualTo(200);
        assertThat(ask(house, "c").statusCode()).as("third of %s", time).isEqualTo(429);
      }
      assertThat(house.store.events).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-10_000, -1, 1, 10_000})
  void whatIsKeptIsGoodForItsTime(long hours) throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house =
            house(
                upstream,
                new LimitsPlan(
                    RateLimits.NONE, List.of(), new ResponseCache(3_600, 100, 100_000)))) {
      ask(house, "a");
      step(Duration.ofHours(hours));
      ask(house, "a");
      step(Duration.ofHours(-hours));
      ask(house, "a");
      assertThat(upstream.received).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-10_000, -2, 2, 10_000})
  void whatWaitsForAPersonGoesOnWaiting(long hours) throws Exception {
    FakeUpstream upstream = FakeUpstream.saying("fine");
    try (var office =
        new Office(
            folder,
            upstream,
            new FakeProgram(List.of(House.openai(upstream, null))),
            clock.withZone(ZoneOffset.UTC))) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      step(Duration.ofHours(hours));
      awaitHousekeeping(office);
      assertThat(state(office, id)).isEqualTo(State.QUEUED);
      office.approve(id);
      step(Duration.ofHours(-hours));
      awaitHousekeeping(office);
      assertThat(state(office, id)).isEqualTo(State.APPROVED);
      assertThat(office.again(prompt, id).statusCode()).isEqualTo(200);
    }
  }

  /** It takes in what is on the trail each time that it looks for what is too old. */
  private static void awaitHousekeeping(Office office) throws Exception {
    // Twice: the first time it may have looked just before.
    for (int time = 0; time < 2; time++) {
      office.administration.note(LOOKED, new Actor(Actor.SYSTEM, "test"), "clock", Map.of());
      while (office.administration.isWaiting(LOOKED)) {
        Thread.sleep(10);
      }
    }
  }

  private static State state(Office office, String id) throws Exception {
    return office.administration.escalations().find(id).orElseThrow().state();
  }
}
