package dev.keeptrail.gateway.money;

import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.language.plan.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds callers to their budgets: the most that a request can cost is reserved before, and replaced
 * by what it did cost after. A request is let in as long as what was spent and what is reserved are
 * below the budget, so a budget is overshot by one request at most, however many ask at a time.
 * Thread-safe.
 */
public final class Budgets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
  private static final long FORCE_MILLIS = 500;
  private static final long CLOSING_SECONDS = 10;

  /** How often it is tried whether there is room again. */
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final @Nullable SpendingJournal journal;
  private final Map<Account, Long> committed = new HashMap<>();
  private final Map<Account, Integer> open = new HashMap<>();
  private final @Nullable ScheduledExecutorService forcing;
  private final AtomicBoolean unforced = new AtomicBoolean();
  private volatile boolean unwritable;
  private long triedNanos = System.nanoTime() - RETRY_NANOS;

  private Budgets(Clock clock, @Nullable SpendingJournal journal) {
    this.clock = clock;
    this.journal = journal;
    this.forcing = journal == null ? null : forcing(journal);
  }

  /** A loss of power takes what was spent in the last half second at most. */
  private ScheduledExecutorService forcing(SpendingJournal kept) {
    var timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("spending-sync").factory());
    var ignored =
        timer.scheduleWithFixedDelay(
            () -> force(kept), FORCE_MILLIS, FORCE_MILLIS, TimeUnit.MILLISECONDS);
    return timer;
  }

  private void force(SpendingJournal kept) {
    if (!unforced.getAndSet(false)) {
      return;
    }
    try {
      kept.force();
    } catch (IOException unwritable) {
      unforced.set(true);
      LOG.error("spending is not on the disk: {}", unwritable.getClass().getSimpleName());
    }
  }

  /** Budgets that begin anew with the process. */
  public static Budgets inMemory(Clock clock) {
    return new Budgets(clock, null);
  }

  /**
   * Budgets that go on where the last process left them.
   *
   * @throws IOException when the file cannot be used, or another process has it
   */
  public static Budgets open(Path file, Clock clock) throws IOException {
    SpendingJournal journal = SpendingJournal.open(file);
    var budgets = new Budgets(clock, journal);
    boolean opened = false;
    try {
      budgets.committed.putAll(journal.read());
      budgets.forget();
      journal.rewrite(budgets.committed);
      opened = true;
      return budgets;
    } finally {
      if (!opened) {
        budgets.close();
      }
    }
  }

  /** What came of wanting to spend. */
  public sealed interface Result {
    /** It is reserved, and to be settled when the request is over. */
    record Reserved(Reservation reservation) implements Result {}

    /** This budget is spent. */
    record Spent(Budget budget) implements Result {}

    /** It could not be written down, so nothing may be spent. */
    record Unrecorded() implements Result {}
  }

  /**
   * Money that is set aside for one request.
   *
   * @param nanos for each of the accounts, in thousand-millionths of a dollar
   */
  public record Reservation(List<Account> accounts, long nanos) {
    public static final Reservation NOTHING = new Reservation(List.of(), 0);

    public Reservation {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * Reserves for every budget, or for none.
   *
   * @param nanos the most that the request can cost, in thousand-millionths of a dollar
   */
  public synchronized Result reserve(List<Budget> budgets, Claims caller, long nanos) {
    if (budgets.isEmpty() || nanos == 0) {
      return new Result.Reserved(Reservation.NOTHING);
    }
    Instant now = clock.instant();
    for (Budget budget : budgets) {
      if (committed(Account.of(budget, caller, now)) >= Usd.nanos(budget.usd())) {
        return new Result.Spent(budget);
      }
    }
    List<Account> accounts =
        budgets.stream().map(budget -> Account.of(budget, caller, now)).distinct().toList();
    var reservation = new Reservation(accounts, nanos);
    if (!written(reservation, nanos)) {
      return new Result.Unrecorded();
    }
    add(reservation, nanos);
    accounts.forEach(account -> open.merge(account, 1, Integer::sum));
    return new Result.Reserved(reservation);
  }

  /**
   * Replaces what was reserved by what was spent.
   *
   * @param spent in thousand-millionths of a dollar
   */
  public synchronized void settle(Reservation reservation, long spent) {
    if (reservation.accounts().isEmpty()) {
      return;
    }
    long change = spent - reservation.nanos();
    add(reservation, change);
    reservation
        .accounts()
        .forEach(account ->
            open.computeIfPresent(account, (one, count) -> count == 1 ? null : count - 1));
    if (change != 0 && !written(reservation, change)) {
      LOG.error("spending could not be written down; after a restart more counts as spent");
    }
    rewriteLongJournal();
  }

  /** What was spent and what is reserved, in thousand-millionths of a dollar. */
  public synchronized long committed(Budget budget, Claims caller) {
    return committed(Account.of(budget, caller, clock.instant()));
  }

  private long committed(Account account) {
    return committed.getOrDefault(account, 0L);
  }

  private void add(Reservation reservation, long nanos) {
    reservation.accounts().forEach(account -> committed.merge(account, nanos, Budgets::sum));
  }

  private static @Nullable Long sum(long one, long other) {
    long sum = Math.addExact(one, other);
    return sum == 0 ? null : Long.valueOf(sum);
  }

  /** What keeps spending from being written down; empty while nothing does. */
  public List<String> problems() {
    return unwritable
        ? List.of("spending cannot be written down, and nothing is asked that costs")
        : List.of();
  }

  /** Whether spending can be written down; tries where it could not of late. */
  public boolean isWritable() {
    if (!unwritable) {
      return true;
    }
    synchronized (this) {
      if (unwritable && journal != null && System.nanoTime() - triedNanos >= RETRY_NANOS) {
        triedNanos = System.nanoTime();
        rewrite(journal);
      }
      return !unwritable;
    }
  }

  /** All accounts anew: what a file with room takes, and one without does not. */
  private void rewrite(SpendingJournal kept) {
    try {
      kept.rewrite(committed);
      unwritable = false;
    } catch (IOException full) {
      LOG.debug("spending still cannot be written down: {}", full.getClass().getSimpleName());
    }
  }

  private boolean written(Reservation reservation, long nanos) {
    if (journal == null) {
      return true;
    }
    try {
      journal.append(
          reservation.accounts().stream().collect(Collectors.toMap(one -> one, one -> nanos)));
      unforced.set(true);
      unwritable = false;
      return true;
    } catch (IOException failed) {
      if (!unwritable) {
        LOG.error("spending cannot be written down: {}", failed.getClass().getSimpleName());
      }
      unwritable = true;
      return false;
    }
  }

  private void rewriteLongJournal() {
    if (journal == null || !journal.isLong()) {
      return;
    }
    forget();
    try {
      journal.rewrite(committed);
    } catch (IOException unwritable) {
      LOG.warn("the file of spending stays long: {}", unwritable.getClass().getSimpleName());
    }
  }

  /** Drops accounts of days and months that are over, unless a request of theirs is inside. */
  private void forget() {
    Instant now = clock.instant();
    committed.keySet().removeIf(account -> account.isOver(now) && !open.containsKey(account));
  }

  /** The accounts there are; for tests of whether they are forgotten. */
  synchronized int size() {
    return committed.size();
  }

  /** The text of a refusal. */
  public static String message(Budget budget) {
    return "the budget of %s US dollars%s for this %s is spent"
        .formatted(
            Usd.text(budget.usd()),
            Optional.of(budget.window())
                .filter(window -> window != Budget.Window.TOTAL)
                .map(window -> " a " + window.word())
                .orElse(""),
            budget.scope().word());
  }

  @Override
  public void close() throws IOException {
    ScheduledExecutorService timer = forcing;
    if (timer != null) {
      // Not interrupted: that would close the file under whoever writes to it.
      timer.shutdown();
      try {
        boolean ignored = timer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (this) {
      if (journal != null) {
        journal.close();
      }
    }
  }
}
