package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.onnx.Window.Token;
import dev.keeptrail.detectors.plugin.BatchDetector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label for each token, plain or with a prefix that says whether an entity begins ({@code B-}),
 * goes on ({@code I-}), ends ({@code E-}) or is whole ({@code S-}). Where windows overlap, a token
 * is judged in the window that shows more of what is around it. A word is never cut: the label of
 * its first token counts for all.
 */
final class TokenTask implements Task {
  private final Labels labels;
  private final double minScore;
  private final Map<Long, Judged> judged = new HashMap<>();

  /**
   * A token with what the model says.
   *
   * @param margin how far it is from the nearer end of its window
   */
  private record Judged(Token token, String label, double score, int margin) {}

  TokenTask(Labels labels, double minScore) {
    this.labels = labels;
    this.minScore = minScore;
  }

  @Override
  public void take(Window window, Object output) {
    List<Token> tokens = window.tokens();
    if (!(output instanceof float[][] rows) || rows.length < tokens.size()) {
      throw Task.unexpected();
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (rows[i].length != labels.count()) {
        throw Task.unexpected();
      }
      Token token = tokens.get(i);
      if (!token.special() && token.start() < token.end()) {
        int margin = Math.min(i, tokens.size() - 1 - i);
        judged.merge(key(token), judge(token, rows[i], margin), TokenTask::clearer);
      }
    }
  }

  private static long key(Token token) {
    return ((long) token.start() << 32) | token.end();
  }

  private static Judged clearer(Judged one, Judged other) {
    return other.margin() > one.margin() ? other : one;
  }

  private Judged judge(Token token, float[] logits, int margin) {
    double[] scores = labels.probabilities(logits);
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return new Judged(token, labels.names().get(best), scores[best], margin);
  }

  @Override
  public void report(int text, String content, BatchDetector.Sink sink) {
    List<Judged> inOrder = new ArrayList<>(judged.values());
    inOrder.sort(
        Comparator.comparingInt((Judged each) -> each.token().start())
            .thenComparingInt(each -> each.token().end()));
    Entity open = null;
    for (Judged each : inOrder) {
      if (open != null && open.goesOn(each)) {
        open.add(each);
      } else {
        report(text, content, open, sink);
        open = labels.category(name(each.label())) == null ? null : new Entity(each);
      }
    }
    report(text, content, open, sink);
  }

  private void report(int text, String content, @Nullable Entity entity, BatchDetector.Sink sink) {
    if (entity == null || entity.score() < minScore) {
      return;
    }
    int start = entity.start;
    int end = entity.end;
    // Some tokenizers count the space before a word in.
    while (start < end && Character.isWhitespace(content.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(content.charAt(end - 1))) {
      end--;
    }
    String category = labels.category(entity.name);
    if (start < end && category != null) {
      sink.add(
          text, start, end, category, Labels.marker(entity.name), entity.score(), Evidence.MODEL);
    }
  }

  private static boolean hasPrefix(String label) {
    return label.length() > 2 && label.charAt(1) == '-' && "BIES".indexOf(label.charAt(0)) >= 0;
  }

  static String name(String label) {
    return hasPrefix(label) ? label.substring(2) : label;
  }

  private static boolean begins(String label) {
    return hasPrefix(label) && (label.charAt(0) == 'B' || label.charAt(0) == 'S');
  }

  /** An entity while its tokens are put together. */
  private static final class Entity {
    private final String name;
    private final int start;
    private int end;
    private long word;
    private double sum;
    private int count;
    private boolean ended;

    Entity(Judged first) {
      this.name = name(first.label());
      this.start = first.token().start();
      add(first);
    }

    boolean goesOn(Judged next) {
      Token token = next.token();
      if (token.word() >= 0 && token.word() == word && token.start() <= end) {
        return true;
      }
      return !ended && name(next.label()).equals(name) && !begins(next.label());
    }

    void add(Judged next) {
      boolean sameName = name(next.label()).equals(name);
      end = Math.max(end, next.token().end());
      word = next.token().word();
      if (sameName) {
        sum += next.score();
        count++;
        ended = hasPrefix(next.label()) && "ES".indexOf(next.label().charAt(0)) >= 0;
      }
    }

    double score() {
      return sum / count;
    }
  }
}
