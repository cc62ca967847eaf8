package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.Recording.Walk;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the first event that fits, on several threads, a bounded number of events at a time;
 * the result does not depend on the threads.
 */
final class Search {
  private static final int MAX_BATCH = 512;
  private static final int SLICE = 16;

  private final SessionState state;
  private final Predicate<ReplayCase> wanted;

  /**
   * @param wanted is asked on any thread
   */
  Search(SessionState state, Predicate<ReplayCase> wanted) {
    this.state = state;
    this.wanted = wanted;
  }

  /**
   * What was found.
   *
   * @param entry null when nothing fits
   * @param looked how many events were looked at without finding it
   * @param interrupted whether the user ended the search
   */
  record Found(@Nullable Entry entry, long looked, boolean interrupted) {
    /** Goes there, or says that nothing was found. */
    Answer go(SessionState state, String nothing) throws ProblemException {
      if (entry != null) {
        state.goTo(entry);
        return state.card();
      }
      String where = interrupted ? "stopped by Ctrl-C" : "to the end";
      return new Answer.Page(
          String.format(Locale.ROOT, "%s; looked at %,d events, %s%n", nothing, looked, where));
    }
  }

  Found next(Walk walk) throws ReplayInputException, InterruptedException {
    long looked = 0;
    int size = SLICE;
    try (ExecutorService threads = Executors.newFixedThreadPool(state.options().threads())) {
      List<Entry> batch = batch(walk, size);
      while (!batch.isEmpty()) {
        if (state.surroundings().isInterrupted()) {
          return new Found(null, looked, true);
        }
        List<Future<Optional<Entry>>> slices = begin(batch, threads);
        size = Math.min(MAX_BATCH, size * 2);
        // WHY: the next ones are read while these are looked at.
        List<Entry> next = batch(walk, size);
        Optional<Entry> first = first(slices);
        if (first.isPresent()) {
          return new Found(first.get(), looked, false);
        }
        looked += batch.size();
        batch = next;
      }
      return new Found(null, looked, false);
    }
  }

  private List<Entry> batch(Walk walk, int size) throws ReplayInputException {
    List<Entry> batch = new ArrayList<>(size);
    Optional<Entry> next = state.next(walk);
    while (next.isPresent()) {
      batch.add(next.get());
      next = batch.size() < size ? state.next(walk) : Optional.empty();
    }
    return batch;
  }

  private List<Future<Optional<Entry>>> begin(List<Entry> batch, ExecutorService threads) {
    List<Future<Optional<Entry>>> slices = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += SLICE) {
      List<Entry> slice = batch.subList(from, Math.min(batch.size(), from + SLICE));
      slices.add(threads.submit(() -> firstOf(slice)));
    }
    return slices;
  }

  private static Optional<Entry> first(List<Future<Optional<Entry>>> slices)
      throws InterruptedException {
    Optional<Entry> found = Optional.empty();
    for (Future<Optional<Entry>> slice : slices) {
      Optional<Entry> own = result(slice);
      found = found.isPresent() ? found : own;
    }
    return found;
  }

  private Optional<Entry> firstOf(List<Entry> slice) {
    return slice.stream().filter(entry -> wanted.test(entry.item().read())).findFirst();
  }

  private static Optional<Entry> result(Future<Optional<Entry>> slice) throws InterruptedException {
    try {
      return slice.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a search failed", failed);
    }
  }
}
