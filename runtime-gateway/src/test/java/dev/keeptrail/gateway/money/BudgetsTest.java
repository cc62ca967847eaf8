package dev.keeptrail.gateway.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.secrets.PrivateFile;
import dev.keeptrail.language.plan.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetsTest {
  private static final Claims ANA =
      new Claims("ana", null, null, null, null, null, null, true, true, null);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-11-26T23:59:59Z, 2026-11-27T00:00:00Z, true",
    "DAY,   2026-11-26T00:00:00Z, 2026-11-26T23:59:59Z, false",
    "MONTH, 2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z, true",
    "MONTH, 2026-11-01T00:00:00Z, 2026-11-30T23:59:59Z, false",
    "TOTAL, 2026-11-01T00:00:00Z, 2036-11-01T00:00:00Z, false"
  })
  void startsAnewWithItsWindow(Budget.Window window, Instant before, Instant after, boolean anew) {
    var now = new AtomicReference<>(before);
    InstantSource source = now::get;
    var budgets = Budgets.inMemory(source.withZone(ZoneOffset.UTC));
    var budget = new Budget(Budget.Scope.USER, 1, window, false);
    spend(budgets, budget, Usd.nanos(1.0));
    assertThat(budgets.reserve(List.of(budget), ANA, 1))
        .isEqualTo(new Budgets.Result.Spent(budget));

    now.set(after);

    assertThat(budgets.reserve(List.of(budget), ANA, 1) instanceof Budgets.Result.Reserved)
        .isEqualTo(anew);
  }

  @Test
  void oneBudgetThatIsSpentLeavesTheOthersAsTheyWere() {
    var budgets = Budgets.inMemory(Clock.systemUTC());
    var wide = new Budget(Budget.Scope.USER, 100, Budget.Window.TOTAL, false);
    var nothing = new Budget(Budget.Scope.TEAM, 0, Budget.Window.TOTAL, false);

    assertThat(budgets.reserve(List.of(wide, nothing), ANA, 5))
        .isEqualTo(new Budgets.Result.Spent(nothing));
    assertThat(budgets.committed(wide, ANA)).isZero();
    assertThat(budgets.reserve(List.of(wide, nothing), ANA, 0))
        .as("what costs nothing")
        .isInstanceOf(Budgets.Result.Reserved.class);
    assertThat(Budgets.message(nothing))
        .isEqualTo("the budget of 0 US dollars for this team is spent");
  }

  /** A machine without a battery wakes up in 1970; one whose clock is set steps by hours. */
  @ParameterizedTest
  @CsvSource({
    "DAY,   1970-01-01T00:00:00Z, 1",
    "DAY,   2026-11-25T20:00:00Z, 1",
    "DAY,   2026-11-27T20:00:00Z, 1",
    "MONTH, 2026-10-31T12:00:00Z, 1",
    "MONTH, 2026-12-01T12:00:00Z, 1",
    "DAY,   2026-11-29T00:00:00Z, 0",
    "MONTH, 2026-12-03T00:00:00Z, 0",
  })
  void whatWasSpentIsNotForgottenForAClockThatIsWrongAtARestart(
      Budget.Window window, Instant wrong, int kept) throws Exception {
    Path file = folder.resolve("spending.log");
    Clock right = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    var budget = new Budget(Budget.Scope.USER, 1, window, false);
    try (var budgets = Budgets.open(file, right)) {
      spend(budgets, budget, 7);
    }
    Budgets.open(file, Clock.fixed(wrong, ZoneOffset.UTC)).close();
    try (var budgets = Budgets.open(file, right)) {
      assertThat(budgets.size()).isEqualTo(kept);
      assertThat(budgets.committed(budget, ANA)).isEqualTo(kept * 7L);
    }
  }

  @Test
  void belongsToOneProcessAtATime() throws Exception {
    Path file = folder.resolve("spending.log");
    try (var first = Budgets.open(file, Clock.systemUTC())) {
      assertThat(first.size()).isZero();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Budgets.open(file, Clock.systemUTC()))
          .withMessageContaining("another gateway");
    }
    Budgets.open(file, Clock.systemUTC()).close();
  }

  @Test
  void nobodyElseCanReadTheFile() throws Exception {
    assumeThat(PrivateFile.isPosix()).isTrue();
    Path file = folder.resolve("spending.log");
    var budget = new Budget(Budget.Scope.USER, 1_000_000, Budget.Window.DAY, false);
    for (int opened = 0; opened < 2; opened++) {
      try (var budgets = Budgets.open(file, Clock.systemUTC())) {
        spend(budgets, budget, 3);
      }
    }
    for (String name : List.of("spending.log", "spending.log.lock")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void keepsItsFileShort() throws Exception {
    Path file = folder.resolve("spending.log");
    var budget = new Budget(Budget.Scope.USER, 1_000_000, Budget.Window.DAY, false);
    try (var budgets = Budgets.open(file, Clock.systemUTC())) {
      for (int at = 0; at < 100_000; at++) {
        spend(budgets, budget, 3);
      }
      assertThat(Files.size(file)).isLessThan(5L << 20);
      assertThat(budgets.committed(budget, ANA)).isEqualTo(300_000);
    }
    try (var budgets = Budgets.open(file, Clock.systemUTC())) {
      assertThat(budgets.committed(budget, ANA)).isEqualTo(300_000);
      assertThat(Files.readString(file)).hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-01\t9999999999999999999\tuser ana",
        "2026-11-01\t9223372036854775807\tuser ana",
        "\u0000\ufffd",
      })
  void aLineThatNoGatewayWroteIsNamed(String line) throws Exception {
    String right = "2026-11-01\t1\tuser ana\n";
    Path file = Files.writeString(folder.resolve("spending.log"), right + line + "\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Budgets.open(file, Clock.systemUTC()))
        .withMessageContaining("no gateway wrote its line 2; put the right file back");
    assertThat(file).hasContent(right + line);
    Files.writeString(file, right);
    Budgets.open(file, Clock.systemUTC()).close();
  }

  /** Else what comes back of a reservation would be taken from nothing. */
  @Test
  void aDayThatIsOverIsKeptAsLongAsARequestOfItIsInside() throws Exception {
    Instant day = Instant.parse("2026-11-26T12:00:00Z");
    var now = new AtomicReference<>(day);
    InstantSource source = now::get;
    var budget = new Budget(Budget.Scope.USER, 1, Budget.Window.DAY, false);
    var wide = new Budget(Budget.Scope.TEAM, 1, Budget.Window.TOTAL, false);
    var talkative =
        new Claims(null, "t".repeat(1 << 20), null, null, null, null, null, true, true, null);
    try (var budgets =
        Budgets.open(folder.resolve("spending.log"), source.withZone(ZoneOffset.UTC))) {
      List<Budgets.Reservation> inside = new ArrayList<>();
      for (int at = 0; at < 2; at++) {
        if (budgets.reserve(List.of(budget), ANA, 10)
            instanceof Budgets.Result.Reserved(Budgets.Reservation reservation)) {
          inside.add(reservation);
        }
      }
      now.set(day.plus(Duration.ofDays(9)));
      for (Budgets.Reservation reservation : inside) {
        rewritten(budgets, wide, talkative);
        budgets.settle(reservation, 4);
      }
      now.set(day);
      assertThat(budgets.committed(budget, ANA)).isEqualTo(8);

      now.set(day.plus(Duration.ofDays(9)));
      rewritten(budgets, wide, talkative);
      assertThat(budgets.size()).as("of the day nobody is inside any more").isEqualTo(1);
    }
  }

  /** Makes the file so long that it is written anew. */
  private static void rewritten(Budgets budgets, Budget budget, Claims whose) {
    for (int at = 0; at < 3; at++) {
      if (budgets.reserve(List.of(budget), whose, 2) instanceof Budgets.Result.Reserved ok) {
        budgets.settle(ok.reservation(), 1);
      }
    }
  }

  private static void spend(Budgets budgets, Budget budget, long nanos) {
    if (budgets.reserve(List.of(budget), ANA, nanos + 1) instanceof Budgets.Result.Reserved ok) {
      budgets.settle(ok.reservation(), nanos);
    }
  }
}
