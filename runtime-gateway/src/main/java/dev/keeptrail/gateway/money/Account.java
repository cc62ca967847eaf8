package dev.keeptrail.gateway.money;

import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.Whose;
import dev.keeptrail.language.plan.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Whose money it is, in one stretch of time. Whoever has no name in a scope shares an account with
 * all who have none.
 *
 * @param name scope, window and whose, parted by spaces
 * @param period the day, the month, or {@code total}; in UTC
 */
record Account(String name, String period) {
  private static final String NOBODY = "-";
  private static final Duration GRACE = Duration.ofDays(2);

  static Account of(Budget budget, Claims caller, Instant now) {
    String whose = whose(budget.scope(), caller);
    return new Account(
        budget.scope().word()
            + ' '
            + budget.window().word()
            + ' '
            + (whose == null ? NOBODY : whose),
        period(budget.window(), now));
  }

  private static @Nullable String whose(Budget.Scope scope, Claims caller) {
    return switch (scope) {
      case KEY -> Whose.key(caller);
      case USER -> Whose.user(caller);
      case TEAM -> Whose.team(caller);
      case AGENT -> Whose.agent(caller);
    };
  }

  private static String period(Budget.Window window, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return switch (window) {
      case DAY -> today.toString();
      case MONTH -> today.toString().substring(0, 7);
      case TOTAL -> window.word();
    };
  }

  /**
   * Whether nobody can spend from it any more, also when it turns out that the clock was wrong by
   * up to two days. What a clock says that is behind makes nothing over: what was spent then is to
   * come.
   */
  boolean isOver(Instant now) {
    String day = LocalDate.ofInstant(now.minus(GRACE), ZoneOffset.UTC).toString();
    return !period.equals(Budget.Window.TOTAL.word())
        && !day.startsWith(period)
        && period.compareTo(day) < 0;
  }
}
