package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.RequestFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the answers of one program can be given out while they come. Decided once, when
 * the program is loaded. Immutable.
 */
public final class AnswerStreams {
  /** A text of which nothing is decided before its end. */
  private static final TextStream HELD = new Held();

  private final List<String> reasons;
  private final @Nullable StreamScanner scanner;
  private final @Nullable ChainRunner runner;
  private final FailMode failMode;

  private AnswerStreams(
      List<String> reasons,
      @Nullable StreamScanner scanner,
      @Nullable ChainRunner runner,
      FailMode failMode) {
    this.reasons = List.copyOf(reasons);
    this.scanner = scanner;
    this.runner = runner;
    this.failMode = failMode;
  }

  /** Answers are judged when they are complete, for the given reasons. */
  public static AnswerStreams wholeTexts(List<String> reasons) {
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("no reason");
    }
    return new AnswerStreams(reasons, null, null, FailMode.BLOCK);
  }

  /** Nothing judges answers. */
  static AnswerStreams untouched() {
    return new AnswerStreams(List.of(), null, null, FailMode.BLOCK);
  }

  static AnswerStreams of(ChainSpec chain, Scanner scanner, ChainRunner runner, FailMode failMode) {
    List<String> reasons = new ArrayList<>(StreamCheck.reasons(chain));
    for (PolicySpec policy : chain.policies()) {
      if (policy.isEnforced() && policy.lowering().markers().tellsValuesApart()) {
        reasons.add("markers of policy " + policy.name());
      }
      if (policy.isEnforced() && policy.rewrites()) {
        // WHY: what is put in is judged with what stands around it, and that may come later.
        reasons.add("rewriting of policy " + policy.name());
      }
      if (policy.isEnforced() && policy.lowering().wantsOpinion()) {
        reasons.add("review of policy " + policy.name());
      }
    }
    StreamScanner streaming = scanner.streaming().orElse(null);
    if (streaming != null) {
      reasons.addAll(streaming.wholeTextReasons());
    } else if (!chain.scan().equals(ScanRequest.NOTHING)) {
      reasons.add("scanner");
    }
    return new AnswerStreams(reasons, streaming, runner, failMode);
  }

  /** The same where there are none of these reasons; with them, whole answers are needed. */
  AnswerStreams unless(List<String> further) {
    List<String> all = new ArrayList<>(reasons);
    all.addAll(further);
    return further.isEmpty() ? this : wholeTexts(all);
  }

  /**
   * Which rules and detectors need whole answers, in words for operators; empty if answers can be
   * given out while they come.
   */
  public List<String> wholeTextReasons() {
    return reasons;
  }

  /** Whether answers can be given out while they come. */
  public boolean isRealtime() {
    return reasons.isEmpty();
  }

  /**
   * Begins an answer. Where whole answers are needed, its channels hold everything to the end.
   *
   * @param facts what is known before the answer comes: who asks, who answers
   */
  public AnswerStream begin(RequestFacts request, List<Fact> facts) {
    var answer = new AnswerStream(this, request, facts);
    if (isRealtime()) {
      answer.judgeBefore();
    }
    return answer;
  }

  @Nullable ChainRunner runner() {
    return runner;
  }

  FailMode failMode() {
    return failMode;
  }

  /** What scans a text from there; null if it needs no scan. */
  @Nullable TextStream scan(Location location) {
    if (!isRealtime()) {
      return HELD;
    }
    return scanner == null ? null : scanner.begin(ScannedContent.origin(location));
  }

  private static final class Held implements TextStream {
    @Override
    public void append(CharSequence more) {
      // It is kept by the channel, and judged at the end.
    }

    @Override
    public int settled() {
      return 0;
    }

    @Override
    public List<Finding> takeFindings() {
      return List.of();
    }

    @Override
    public boolean waitsForEnd() {
      return true;
    }
  }
}
