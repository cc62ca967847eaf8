package dev.keeptrail.engine.reference;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.redaction.Markers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which characters of one segment are masked so far, character by character, and by whom.
 *
 * <p>Two neighbours belong to one redaction exactly when some masked span holds them both; spans
 * that only touch stay apart.
 */
final class MaskedText {
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

  /** Masks a finding's text; policies come in chain order. */
  void mask(int position, PolicySpec policy, int finding) {
    Finding found = input.findings().get(finding);
    int start = splitsPair(found.start()) ? found.start() - 1 : found.start();
    int end = splitsPair(found.end()) ? found.end() + 1 : found.end();
    masked.set(start, end);
    joinedToNext.set(start, end - 1);
    masks.add(new Mask(position, policy, finding, start, end));
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
    for (Mask mask : masks) {
      boolean inside = start <= mask.start && mask.end <= end;
      if (inside && (winner == null || mask.beats(winner))) {
        winner = mask;
      }
    }
    if (winner == null) {
      throw new IllegalStateException("masked text without a mask");
    }
    Finding found = input.findings().get(winner.finding);
    var style = winner.policy.lowering().markers();
    String value = text.substring(winner.start, winner.end);
    String marker = Markers.render(style, found.label(), found.category(), value, end - start);
    return new Redaction(
        segment,
        start,
        end,
        marker,
        winner.policy.name(),
        found.category(),
        style.format().word(),
        style.recorded());
  }

  private boolean splitsPair(int offset) {
    return offset > 0
        && offset < text.length()
        && Character.isHighSurrogate(text.charAt(offset - 1))
        && Character.isLowSurrogate(text.charAt(offset));
  }

  private record Mask(int position, PolicySpec policy, int finding, int start, int end) {
    /** The earlier policy's marker wins; within one policy the widest finding's, then the first. */
    boolean beats(Mask other) {
      if (position != other.position) {
        return position < other.position;
      }
      int length = end - start;
      int otherLength = other.end - other.start;
      return length != otherLength ? length > otherLength : finding < other.finding;
    }
  }
}
