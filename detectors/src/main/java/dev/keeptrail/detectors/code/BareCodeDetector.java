package dev.keeptrail.detectors.code;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Code without fences: at least three lines that look like code, with no more than two others
 * between them. One statement of SQL counts alone, for models like to answer with one. A finding
 * covers the lines from the first to the last that look like code.
 */
final class BareCodeDetector {
  /** Stands for a line that is not worth copying. */
  private static final String PROSE = "-";

  private static final int MIN_LINES = 3;
  private static final int MIN_WEIGHT = 7;
  private static final int MAX_GAP = 2;

  private BareCodeDetector() {}

  static Detector detector() {
    return new RuleDetector(
        "bare-code",
        1,
        Language.categories(),
        16_384,
        Trigger.onEveryText(),
        BareCodeDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (!FencedCodeDetector.isJudged(text)) {
      return;
    }
    var run = new Run();
    boolean fenced = false;
    int at = 0;
    while (at < text.length()) {
      int end = LineShapes.lineEnd(text, at, text.length());
      String line = LineShapes.mayBeCode(text, at, end) ? LineShapes.line(text, at, end) : PROSE;
      boolean fence = line.startsWith("```") || line.startsWith("~~~");
      fenced ^= fence;
      if (fence) {
        run = run.next(sink);
      } else if (!fenced && !line.isEmpty() && run.take(line, at, end)) {
        run = run.next(sink);
      }
      at = end + 1;
    }
    run.report(sink);
  }

  /** Lines of one block that is still growing. */
  private static final class Run {
    private final Votes votes = new Votes();
    private int start;
    private int end;
    private int lines;
    private int weight;
    private int gap;

    /** Returns true when the block has ended before this line. */
    boolean take(String line, int from, int to) {
      int own = LineShapes.weigh(line, votes);
      if (own == 0) {
        return lines > 0 && ++gap > MAX_GAP;
      }
      if (lines == 0) {
        start = from;
      }
      end = to;
      gap = 0;
      lines++;
      weight += own;
      return false;
    }

    /** Reports the block if it is one, and begins the next. */
    Run next(FindingSink sink) {
      report(sink);
      return lines == 0 ? this : new Run();
    }

    void report(FindingSink sink) {
      Language language = votes.leader();
      boolean statement = language == Language.SQL && weight >= 4;
      if (end > start && (statement || (lines >= MIN_LINES && weight >= MIN_WEIGHT))) {
        double score = Math.min(0.9, 0.5 + 0.03 * weight);
        sink.add(start, end, language.category(), "CODE", score, Evidence.PATTERN);
      }
    }
  }
}
