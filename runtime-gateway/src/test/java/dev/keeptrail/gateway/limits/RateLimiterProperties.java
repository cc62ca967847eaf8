package dev.keeptrail.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.language.plan.RateLimit;
import dev.keeptrail.language.plan.RateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class RateLimiterProperties {
  private static final long MINUTE = 60_000_000_000L;

  @Property(tries = 200)
  void noMoreThanTheAllowancePassesInAnyMinute(
      @ForAll @IntRange(min = 1, max = 50) int rpm, @ForAll Random random) {
    var now = new AtomicLong();
    var limiter = new RateLimiter(new BucketMeters(now::get));
    List<Long> passed = new ArrayList<>();
    for (int at = 0; at < 400; at++) {
      now.addAndGet(random.nextLong(MINUTE / 20));
      switch (limiter.enter(global(new RateLimit(rpm, null, null)), "", Claims.NONE, 0)) {
        case RateLimiter.Result.Passed ok -> {
          passed.add(now.get());
          ok.pass().close();
        }
        case RateLimiter.Result.Refused refused -> {
          // Whoever waits as long as it is told gets in.
          now.addAndGet(refused.nanos());
          var later = limiter.enter(global(new RateLimit(rpm, null, null)), "", Claims.NONE, 0);
          assertThat(later).isInstanceOf(RateLimiter.Result.Passed.class);
          passed.add(now.get());
        }
      }
    }
    for (int from = 0; from < passed.size(); from++) {
      long end = passed.get(from) + MINUTE;
      long inside = passed.stream().skip(from).filter(time -> time < end).count();
      // A full bucket, and what flows in during the minute.
      assertThat(inside).isLessThanOrEqualTo(2L * rpm);
    }
  }

  /** It would never get in otherwise, however long it waits. */
  @Example
  void whatWantsMoreThanAMinuteHasWaitsForAllOfIt() {
    var now = new AtomicLong();
    var limiter = new RateLimiter(new BucketMeters(now::get));
    RateLimits limits = global(new RateLimit(null, 100, null));
    assertThat(limiter.enter(limits, "", Claims.NONE, 5_000))
        .isInstanceOf(RateLimiter.Result.Passed.class);
    var second = limiter.enter(limits, "", Claims.NONE, 5_000);
    assertThat(second).isInstanceOf(RateLimiter.Result.Refused.class);
    now.addAndGet(MINUTE);
    assertThat(limiter.enter(limits, "", Claims.NONE, 5_000))
        .isInstanceOf(RateLimiter.Result.Passed.class);
  }

  @Property(tries = 200)
  void correctionsAddUpToWhatWasUsed(
      @ForAll @IntRange(min = 1, max = 10_000) int tpm, @ForAll Random random) {
    var now = new AtomicLong();
    var meters = new BucketMeters(now::get);
    var limiter = new RateLimiter(meters);
    long used = 0;
    while (used < tpm) {
      var result =
          limiter.enter(
              global(new RateLimit(null, tpm, null)), "", Claims.NONE, random.nextInt(20_000));
      if (result instanceof RateLimiter.Result.Passed ok) {
        long really = random.nextInt(5_000);
        ok.pass().used(really);
        ok.pass().used(0);
        ok.pass().close();
        used += really;
        assertThat(meters.take("global tpm -", tpm, 0).left()).isEqualTo(Math.max(0, tpm - used));
      }
    }
  }

  @Property(tries = 20)
  void neverMoreAtATimeThanMayBe(@ForAll @IntRange(min = 1, max = 5) int most) throws Exception {
    var limiter = new RateLimiter(new BucketMeters(System::nanoTime));
    var inside = new AtomicInteger();
    var highest = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      for (int at = 0; at < 100; at++) {
        asked.add(callers.submit(() -> ask(limiter, most, inside, highest)));
      }
      for (Future<?> one : asked) {
        one.get();
      }
    }
    assertThat(highest.get()).isBetween(1, most);
    assertThat(limiter.inside()).isZero();
  }

  @Example
  void whoLeavesTwiceTakesNobodyElseOut() {
    var limiter = new RateLimiter(new BucketMeters(() -> 0));
    RateLimits two = global(new RateLimit(null, null, 2));
    RateLimiter.Pass first = passed(limiter.enter(two, "", Claims.NONE, 0));
    passed(limiter.enter(two, "", Claims.NONE, 0));
    first.close();
    first.close();

    passed(limiter.enter(two, "", Claims.NONE, 0));
    assertThat(limiter.enter(two, "", Claims.NONE, 0))
        .isInstanceOf(RateLimiter.Result.Refused.class);
    assertThat(limiter.inside()).isEqualTo(1);
  }

  @Example
  void whatOneLimitRefusesTakesNothingFromTheOthers() {
    var limiter = new RateLimiter(new BucketMeters(() -> 0));
    var perUser = new RateLimit(2, null, 2);
    var both =
        new RateLimits(RateLimit.NONE, perUser, RateLimit.NONE, new RateLimit(1, null, null));
    passed(limiter.enter(both, "", Claims.NONE, 0));
    assertThat(limiter.enter(both, "", Claims.NONE, 0))
        .isInstanceOfSatisfying(
            RateLimiter.Result.Refused.class,
            refused -> assertThat(refused.scope()).isEqualTo("global"));

    var user = new RateLimits(RateLimit.NONE, perUser, RateLimit.NONE, RateLimit.NONE);
    passed(limiter.enter(user, "", Claims.NONE, 0));
  }

  @Example
  void callersAreToldOfTheLimitWithLeastLeft() {
    var limiter = new RateLimiter(new BucketMeters(() -> 0));
    var wide = new RateLimit(60, null, null);
    var tight = new RateLimit(3, null, null);
    for (RateLimits limits :
        List.of(
            new RateLimits(RateLimit.NONE, wide, RateLimit.NONE, tight),
            new RateLimits(tight, wide, RateLimit.NONE, RateLimit.NONE))) {
      assertThat(limiter.enter(limits, "", Claims.NONE, 0))
          .isInstanceOfSatisfying(
              RateLimiter.Result.Passed.class,
              passed ->
                  assertThat(passed.state().headers())
                      .isEqualTo(
                          Map.of(
                              "x-ratelimit-limit-requests", "3",
                              "x-ratelimit-remaining-requests", "2",
                              "x-ratelimit-reset-requests", "20s")));
    }
  }

  private static RateLimiter.Pass passed(RateLimiter.Result result) {
    assertThat(result).isInstanceOf(RateLimiter.Result.Passed.class);
    return ((RateLimiter.Result.Passed) result).pass();
  }

  private static void ask(
      RateLimiter limiter, int most, AtomicInteger inside, AtomicInteger highest) {
    var limits = global(new RateLimit(null, null, most));
    if (limiter.enter(limits, "", Claims.NONE, 0) instanceof RateLimiter.Result.Passed ok) {
      highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
      LockSupport.parkNanos(100_000);
      inside.decrementAndGet();
      ok.pass().close();
      ok.pass().close();
    }
  }

  private static RateLimits global(RateLimit limit) {
    return new RateLimits(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE, limit);
  }
}
