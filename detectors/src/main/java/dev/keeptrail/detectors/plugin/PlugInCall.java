package dev.keeptrail.detectors.plugin;

import dev.keeptrail.detectors.LimitReachedException;
import dev.keeptrail.detectors.ScanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call of a plug-in. Started and waited for by the thread that scans. */
public final class PlugInCall {
  private final BatchDetector detector;
  private final List<ScanText> texts;
  private final Set<String> categories;
  private final Deadline deadline;
  private final Semaphore places;
  private final CallFigures figures;
  private final long begun = System.nanoTime();
  private final CompletableFuture<List<PlugIn.Found>> result = new CompletableFuture<>();
  private @Nullable Thread thread;

  PlugInCall(
      BatchDetector detector,
      Set<String> categories,
      List<ScanText> texts,
      Deadline deadline,
      Semaphore places,
      CallFigures figures) {
    this.figures = figures;
    this.detector = detector;
    this.texts = List.copyOf(texts);
    this.categories = categories;
    this.deadline = deadline;
    this.places = places;
  }

  /** Waits for a place, at most until the deadline. */
  void start(String name) {
    boolean started = false;
    boolean placed = false;
    try {
      placed = places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (!placed) {
        fail("all its places are taken");
        return;
      }
      // WHY: a platform thread, because native code pins the carrier of a virtual one.
      thread = Thread.ofPlatform().daemon().name(name).start(this::run);
      started = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    } finally {
      if (placed && !started) {
        places.release();
      }
    }
  }

  /**
   * What was found, once the detector is done.
   *
   * @throws DetectorFailedException when it failed or ran out of time
   */
  public List<PlugIn.Found> await() {
    try {
      return result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      abandon();
      throw new DetectorFailedException("time limit reached");
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
      throw new DetectorFailedException("interrupted");
    } catch (ExecutionException e) {
      throw new DetectorFailedException(problem(e.getCause()));
    } finally {
      figures.add(System.nanoTime() - begun);
    }
  }

  private void abandon() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    var found = new ArrayList<PlugIn.Found>();
    try {
      detector.detect(
          texts,
          deadline,
          (text, start, end, category, label, score, evidence) ->
              add(found, new PlugIn.Found(text, start, end, category, label, score, evidence)));
      result.complete(List.copyOf(found));
    } catch (InterruptedException | RuntimeException | Error e) {
      // WHY: whatever a plug-in dies of, the scan that waits for it must learn of it.
      result.completeExceptionally(e);
    } finally {
      places.release();
    }
  }

  private void add(List<PlugIn.Found> found, PlugIn.Found one) {
    if (found.size() == PlugIn.FINDING_LIMIT) {
      throw new DetectorFailedException("finding limit of " + PlugIn.FINDING_LIMIT + " reached");
    }
    if (!categories.contains(one.category())) {
      throw new DetectorFailedException("reported a category that it does not declare");
    }
    boolean inside =
        one.text() >= 0
            && one.text() < texts.size()
            && one.start() >= 0
            && one.start() < one.end()
            && one.end() <= texts.get(one.text()).text().length();
    if (!inside) {
      throw new DetectorFailedException("reported a range outside the text");
    }
    if (!(one.score() >= 0 && one.score() <= 1) || !Declaration.isLabel(one.label())) {
      throw new DetectorFailedException("reported a score or label that no finding can have");
    }
    found.add(one);
  }

  private void fail(String problem) {
    result.completeExceptionally(new DetectorFailedException(problem));
  }

  private static String problem(@Nullable Throwable failure) {
    return switch (failure) {
      case DetectorFailedException e -> String.valueOf(e.getMessage());
      case LimitReachedException e -> String.valueOf(e.getMessage());
      case InterruptedException _ -> "interrupted";
      case null -> "failed";
      default -> "failed with " + failure.getClass().getSimpleName();
    };
  }
}
