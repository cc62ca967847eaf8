package dev.keeptrail.detectors.plugin;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A detector from outside with its bounds. Calls run on threads of their own, so that one that
 * hangs costs its scan no more than the time limit; a thread that does not come back keeps one of
 * the places, so that there are never more than those. Safe for any thread.
 */
public final class PlugIn implements AutoCloseable {
  /** More findings than this in one call are a fault. */
  static final int FINDING_LIMIT = 10_000;

  private final String id;
  private final String name;
  private final Set<String> categories;
  private final BatchDetector detector;
  private final Bounds bounds;
  private final Semaphore places;
  private final CallFigures figures = new CallFigures();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param id 1 to 64 lower-case letters, digits, {@code _} and {@code -}
   * @throws IllegalArgumentException when the detector declares what none can have
   */
  public PlugIn(String id, BatchDetector detector, Bounds bounds) {
    Declaration.check(id, detector);
    this.id = id;
    this.name = id + "@" + detector.version();
    this.categories = Set.copyOf(detector.categories());
    this.detector = detector;
    this.bounds = bounds;
    this.places = new Semaphore(bounds.maxConcurrency());
  }

  /**
   * What a detector may take.
   *
   * @param timeout for one call, with the time that it waits for a place
   * @param maxConcurrency calls at the same time
   * @param sources which texts it gets to see
   */
  public record Bounds(Duration timeout, int maxConcurrency, Set<Source> sources) {
    public Bounds {
      sources = Set.copyOf(sources);
      if (timeout.isNegative() || timeout.isZero() || maxConcurrency < 1) {
        throw new IllegalArgumentException("a detector needs time and a place");
      }
    }
  }

  /** One range found, text and offsets as the detector gave them. */
  public record Found(
      int text,
      int start,
      int end,
      String category,
      String label,
      double score,
      Evidence evidence) {}

  /** The name of its entry in the detectors file. */
  public String id() {
    return id;
  }

  /** Of all calls so far. */
  public CallFigures figures() {
    return figures;
  }

  /** Id and version as findings carry them. */
  public String name() {
    return name;
  }

  public Set<String> categories() {
    return categories;
  }

  public boolean reads(Source source) {
    return bounds.sources().contains(source);
  }

  /** Starts a call; it may be waited for together with others. */
  public PlugInCall start(List<ScanText> texts) {
    var call =
        new PlugInCall(
            detector, categories, texts, Deadline.after(bounds.timeout()), places, figures);
    call.start("detector-" + id);
    return call;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      detector.close();
    }
  }
}
