package dev.keeptrail.engine.reference;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.redaction.Markers;
import dev.keeptrail.engine.redaction.TextRewrite;
import dev.keeptrail.engine.redaction.WholeMessage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which characters of one segment are masked so far, character by character, and by whom.
 *
 * <p>Two neighbours belong to one redaction exactly when some masked span holds them both; spans
 * that only touch stay apart.
 */
final class MaskedText {
  private static final int WHOLE = -1;

  private final PhaseInput input;
  private final int segment;
  private final String text;
  private final BitSet masked = new BitSet();
  private final BitSet joinedToNext = new BitSet();
  private final List<Mask> masks = new ArrayList<>();

  MaskedText(PhaseInput input, int segment) {
    this.input = input;
    this.segment = segment;
    this.text = input.textOf(segment);
  }

  /**
   * Masks a finding's text; policies come in chain order.
   *
   * @param replacement what stands in for it; null for the policy's marker
   */
  void mask(int position, PolicySpec policy, int finding, @Nullable String replacement) {
    Finding found = input.findings().get(finding);
    int start = splitsPair(found.start()) ? found.start() - 1 : found.start();
    int end = splitsPair(found.end()) ? found.end() + 1 : found.end();
    TextRewrite rewrite = policy.lowering().markers().rewrite(found.category());
    int from = rewrite == null ? start : rewrite.start(text, start, end);
    int to = rewrite == null ? end : rewrite.end(text, start, end);
    boolean inserts = replacement == null && rewrite != null && rewrite.isInsertion();
    add(new Mask(position, policy, finding, from, to, replacement, inserts ? rewrite : null));
  }

  /** Masks the whole text; an empty one has nothing to mask. */
  void maskAll(int position, PolicySpec policy, @Nullable String replacement) {
    if (!text.isEmpty()) {
      add(new Mask(position, policy, WHOLE, 0, text.length(), replacement, null));
    }
  }

  private void add(Mask mask) {
    masked.set(mask.start, mask.end);
    joinedToNext.set(mask.start, mask.end - 1);
    masks.add(mask);
  }

  boolean hides(Finding finding) {
    return finding.segment() == segment && masked.nextClearBit(finding.start()) >= finding.end();
  }

  /** One edit for each run of joined characters, in text order. */
  List<Redaction> redactions() {
    List<Redaction> redactions = new ArrayList<>();
    int start = masked.nextSetBit(0);
    while (start >= 0) {
      int end = joinedToNext.nextClearBit(start) + 1;
      redactions.add(redaction(start, end));
      start = masked.nextSetBit(end);
    }
    return redactions;
  }

  private Redaction redaction(int start, int end) {
    Mask winner = null;
    List<TextRewrite> insertions = new ArrayList<>();
    for (Mask mask : masks) {
      boolean inside = start <= mask.start && mask.end <= end;
      if (inside && (winner == null || mask.beats(winner))) {
        winner = mask;
      }
      if (inside && mask.insertion != null) {
        insertions.add(mask.insertion);
      }
    }
    if (winner == null) {
      throw new IllegalStateException("masked text without a mask");
    }
    boolean whole = winner.finding == WHOLE;
    String label = whole ? WholeMessage.LABEL : input.findings().get(winner.finding).label();
    String category =
        whole ? WholeMessage.CATEGORY : input.findings().get(winner.finding).category();
    var style = winner.policy.lowering().markers();
    String value = text.substring(winner.start, winner.end);
    String replacement = winner.replacement;
    return new Redaction(
        segment,
        start,
        end,
        TextRewrite.around(
            insertions,
            winner.insertion != null
                ? value
                : replacement == null
                    ? Markers.render(style, label, category, value, end - start)
                    : replacement),
        winner.policy.name(),
        category,
        replacement == null ? style.formatOf(category) : Redaction.REWRITE,
        style.recorded(),
        replacement == null ? style.standIn(label, category) : null);
  }

  private boolean splitsPair(int offset) {
    return offset > 0
        && offset < text.length()
        && Character.isHighSurrogate(text.charAt(offset - 1))
        && Character.isLowSurrogate(text.charAt(offset));
  }

  private record Mask(
      int position,
      PolicySpec policy,
      int finding,
      int start,
      int end,
      @Nullable String replacement,
      @Nullable TextRewrite insertion) {
    /**
     * A whole text's stands for everything in it, and what is only put beside a text yields to what
     * takes its place. Otherwise the earlier policy's wins; within one policy the widest finding's,
     * then that of the first finding, then that of the first firing.
     */
    boolean beats(Mask other) {
      if ((insertion == null) != (other.insertion == null)) {
        return insertion == null;
      }
      boolean whole = finding == WHOLE;
      if (whole != (other.finding == WHOLE)) {
        return whole;
      }
      if (position != other.position) {
        return position < other.position;
      }
      int length = end - start;
      int otherLength = other.end - other.start;
      return length != otherLength ? length > otherLength : finding < other.finding;
    }
  }
}
