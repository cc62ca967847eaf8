package dev.keeptrail.engine.masking;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.engine.chain.ScannedContent;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.masking.Leftover.Why;
import dev.keeptrail.engine.redaction.Redactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts of a phase as they go on, looked at again: by detectors, and for each text that was
 * masked somewhere.
 *
 * @param texts all of them, in order
 * @param changed which of them are others than before
 * @param left by text and place; empty when nothing is left
 */
public record MaskProof(List<Segment> texts, Set<Integer> changed, List<Leftover> left) {
  /** Shorter ones stand in other words by chance. */
  private static final int SHORTEST = 4;

  public MaskProof {
    texts = List.copyOf(texts);
    changed = Collections.unmodifiableSet(new TreeSet<>(changed));
    left = List.copyOf(left);
  }

  /**
   * Looks at what a decision made of its content.
   *
   * @param scanner looks for what must not be left
   * @param minScore how sure it must be, 0 to 1
   */
  public static MaskProof of(
      PhaseContent content, PhaseDecision decision, Scanner scanner, double minScore) {
    List<Redaction> edits = decision.redactions();
    List<Segment> texts = Redactions.apply(content.segments(), edits);
    Set<Integer> changed = new TreeSet<>();
    edits.forEach(edit -> changed.add(edit.segment()));
    List<Leftover> left = new ArrayList<>();
    for (int at = 0; at < texts.size(); at++) {
      repeated(at, texts.get(at), content, edits, left);
    }
    for (Finding finding : scanner.scan(ScannedContent.of(with(content, texts))).findings()) {
      String text = texts.get(finding.segment()).text().substring(finding.start(), finding.end());
      if (finding.score() >= minScore && !isMarker(finding.segment(), text, edits)) {
        left.add(
            new Leftover(
                Why.FOUND,
                finding.segment(),
                texts.get(finding.segment()).location(),
                finding.start(),
                finding.end(),
                finding.category()));
      }
    }
    return new MaskProof(texts, changed, left);
  }

  private static PhaseContent with(PhaseContent content, List<Segment> texts) {
    return new PhaseContent(
        content.phase(),
        content.request(),
        texts,
        content.facts(),
        content.unscanned(),
        content.references(),
        content.pseudonyms());
  }

  private static void repeated(
      int at, Segment text, PhaseContent content, List<Redaction> edits, List<Leftover> left) {
    Set<String> seen = new TreeSet<>();
    for (Redaction edit : edits) {
      String original =
          content.segments().get(edit.segment()).text().substring(edit.start(), edit.end());
      boolean rewritten = edit.format().equals(Redaction.REWRITE);
      if (rewritten || original.length() < SHORTEST || !seen.add(original)) {
        continue;
      }
      int from = text.text().indexOf(original);
      if (from >= 0) {
        left.add(
            new Leftover(
                Why.REPEATED,
                at,
                text.location(),
                from,
                from + original.length(),
                edit.category()));
      }
    }
  }

  /** Markers may look like what they stand for, and pseudonyms are meant to. */
  private static boolean isMarker(int segment, String text, List<Redaction> edits) {
    return edits.stream()
        .anyMatch(edit -> edit.segment() == segment && edit.marker().contains(text));
  }
}
