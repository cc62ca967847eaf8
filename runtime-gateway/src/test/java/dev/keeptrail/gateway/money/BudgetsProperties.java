package dev.keeptrail.gateway.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.language.plan.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BudgetsProperties {
  private static final Claims ANA =
      new Claims("ana", "billing", null, null, null, null, null, true, true, null);
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @Property(tries = 30)
  void isOvershotByOneRequestAtMostHoweverManyAskAtATime(
      @ForAll @IntRange(min = 1, max = 2_000) int cents,
      @ForAll @IntRange(min = 1, max = 5_000_000) int most)
      throws Exception {
    var budgets = Budgets.inMemory(Clock.systemUTC());
    var budget = new Budget(Budget.Scope.USER, cents / 100.0, Budget.Window.TOTAL, false);
    var spent = new AtomicLong();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      for (int at = 0; at < 200; at++) {
        asked.add(callers.submit(() -> spend(budgets, budget, most * 1_000L, spent)));
      }
      for (Future<?> one : asked) {
        one.get();
      }
    }
    long limit = Usd.nanos(budget.usd());
    assertThat(spent.get()).isLessThan(limit + most * 1_000L);
    assertThat(budgets.committed(budget, ANA)).isEqualTo(spent.get());
    boolean more = budgets.reserve(List.of(budget), ANA, 1) instanceof Budgets.Result.Reserved;
    assertThat(more).isEqualTo(spent.get() < limit);
  }

  /** Some fail before anything is asked, some are never counted, the others cost up to the most. */
  private static void spend(Budgets budgets, Budget budget, long most, AtomicLong spent) {
    for (int at = 0; at < 20; at++) {
      if (budgets.reserve(List.of(budget), ANA, most) instanceof Budgets.Result.Reserved reserved) {
        long due =
            switch (ThreadLocalRandom.current().nextInt(4)) {
              case 0 -> 0;
              case 1 -> most;
              default -> ThreadLocalRandom.current().nextLong(most + 1);
            };
        spent.addAndGet(due);
        budgets.settle(reserved.reservation(), due);
      }
    }
  }

  @Property(tries = 30)
  void goesOnWhereTheLastProcessLeftItWhateverWasInside(@ForAll Random random) throws Exception {
    Path folder = Files.createTempDirectory("spending");
    Path file = folder.resolve("spending.log");
    var clock = new AtomicReference<>(NOON);
    var day = new Budget(Budget.Scope.USER, 1_000_000, Budget.Window.DAY, false);
    var total = new Budget(Budget.Scope.TEAM, 1_000_000, Budget.Window.TOTAL, false);
    long today = 0;
    long ever = 0;
    for (int run = 0; run < 5; run++) {
      try (var budgets = Budgets.open(file, clock(clock))) {
        assertThat(budgets.committed(day, ANA)).isEqualTo(today);
        assertThat(budgets.committed(total, ANA)).isEqualTo(ever);
        for (int at = random.nextInt(20); at > 0; at--) {
          long most = random.nextInt(1_000_000);
          var result = budgets.reserve(List.of(day, total), ANA, most);
          long due = random.nextInt(1_000_000);
          boolean unsettled = random.nextInt(4) == 0;
          if (!unsettled && result instanceof Budgets.Result.Reserved reserved) {
            budgets.settle(reserved.reservation(), most == 0 ? 0 : due);
          }
          long counted = most == 0 ? 0 : unsettled ? most : due;
          today += counted;
          ever += counted;
        }
        assertThat(budgets.committed(total, ANA)).isEqualTo(ever);
      }
      if (random.nextBoolean()) {
        clock.set(clock.get().plus(Duration.ofDays(1)));
        today = 0;
      }
    }
    delete(folder);
  }

  @Property(tries = 100)
  void aLineThatBreaksOffIsPassedOverAndEveryOtherIsRefused(
      @ForAll @IntRange(min = 0, max = 60) int cut) throws Exception {
    Path folder = Files.createTempDirectory("spending");
    Path file = folder.resolve("spending.log");
    var total = new Budget(Budget.Scope.USER, 1, Budget.Window.TOTAL, false);
    String lines = "total\t5\tuser total ana+\ntotal\t7\tuser total ana+\n";
    String kept = lines.substring(0, Math.min(cut, lines.length()));
    Files.writeString(file, kept);
    long whole = kept.lines().count() - (kept.isEmpty() || kept.endsWith("\n") ? 0 : 1);
    try (var budgets = Budgets.open(file, Clock.systemUTC())) {
      assertThat(budgets.committed(total, ANA)).isEqualTo(whole == 0 ? 0 : whole == 1 ? 5 : 12);
    }
    Files.writeString(file, "junk\n" + kept);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Budgets.open(file, Clock.systemUTC()));
    delete(folder);
  }

  private static Clock clock(AtomicReference<Instant> now) {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
