package dev.keeptrail.detectors.plugin;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds one word, after doing whatever a test wants done first. */
final class WordDetector implements BatchDetector {
  private final String word;
  private final String category;
  private final Before before;
  private final List<List<ScanText>> calls = new CopyOnWriteArrayList<>();
  private int closed;

  /** What happens in a call before anything is found. */
  @FunctionalInterface
  interface Before {
    void run(Deadline deadline, Sink sink) throws InterruptedException;
  }

  WordDetector(String word, String category, Before before) {
    this.word = word;
    this.category = category;
    this.before = before;
  }

  WordDetector(String word, String category) {
    this(word, category, (deadline, sink) -> {});
  }

  List<List<ScanText>> calls() {
    return calls;
  }

  int closed() {
    return closed;
  }

  @Override
  public String version() {
    return "2.1";
  }

  @Override
  public Set<String> categories() {
    return Set.of(category);
  }

  @Override
  public int maxMatchLength() {
    return word.length();
  }

  @Override
  public void detect(List<ScanText> texts, Deadline deadline, Sink sink)
      throws InterruptedException {
    calls.add(texts);
    for (int i = 0; i < texts.size(); i++) {
      int at = texts.get(i).text().indexOf(word);
      if (at >= 0) {
        sink.add(i, at, at + word.length(), category, "WORD", 0.75, Evidence.MODEL);
      }
    }
    before.run(deadline, sink);
  }

  @Override
  public void close() {
    closed++;
  }
}
