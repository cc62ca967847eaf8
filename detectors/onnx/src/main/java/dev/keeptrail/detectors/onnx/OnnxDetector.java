package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Runs a model over the windows of all texts of a scan, a batch at a time. */
final class OnnxDetector implements BatchDetector {
  private final String version;
  private final Labels labels;
  private final Tokenizer tokenizer;
  private final Model model;
  private final Supplier<Task> tasks;
  private final Bounds bounds;
  // WHY: native memory must not be freed under a call that was given up and is still running.
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * What one call may take.
   *
   * @param batch windows that the model is given at once
   * @param maxMatch the longest finding in characters that streams must expect
   */
  record Bounds(int batch, int maxCharacters, int maxMatch) {}

  OnnxDetector(
      String version,
      Labels labels,
      Tokenizer tokenizer,
      Model model,
      Supplier<Task> tasks,
      Bounds bounds) {
    this.version = version;
    this.labels = labels;
    this.tokenizer = tokenizer;
    this.model = model;
    this.tasks = tasks;
    this.bounds = bounds;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Set<String> categories() {
    return labels.allCategories();
  }

  @Override
  public int maxMatchLength() {
    return bounds.maxMatch();
  }

  @Override
  public void detect(List<ScanText> texts, Deadline deadline, Sink sink) {
    open.readLock().lock();
    try {
      if (closed) {
        throw new DetectorFailedException("closed");
      }
      run(texts, deadline, sink);
    } finally {
      open.readLock().unlock();
    }
  }

  private void run(List<ScanText> texts, Deadline deadline, Sink sink) {
    var windows = new ArrayList<Window>();
    var judges = new ArrayList<Task>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).text();
      if (text.length() > bounds.maxCharacters()) {
        throw new DetectorFailedException(
            "a text has more than %d characters".formatted(bounds.maxCharacters()));
      }
      deadline.check();
      windows.addAll(tokenizer.windows(i, text));
      judges.add(tasks.get());
    }
    for (int from = 0; from < windows.size(); from += bounds.batch()) {
      deadline.check();
      List<Window> batch = windows.subList(from, Math.min(windows.size(), from + bounds.batch()));
      List<?> rows = Task.rows(model.run(batch));
      if (rows.size() != batch.size()) {
        throw Task.unexpected();
      }
      for (int i = 0; i < batch.size(); i++) {
        judges.get(batch.get(i).text()).take(batch.get(i), rows.get(i));
      }
    }
    for (int i = 0; i < judges.size(); i++) {
      judges.get(i).report(i, texts.get(i).text(), sink);
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
        tokenizer.close();
      }
    } finally {
      open.writeLock().unlock();
    }
  }
}
