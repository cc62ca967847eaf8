package dev.keeptrail.engine.drools;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.redaction.Markers;
import dev.keeptrail.engine.redaction.TextRewrite;
import dev.keeptrail.engine.redaction.WholeMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The spans that enforced policies mask, widened to whole code points.
 *
 * <p>Spans that share a character become one edit, with the marker of the earliest policy in it;
 * spans that only touch stay two edits, though what lies across them is masked all the same. An
 * edit of a whole text stands for everything in it. What is put beside a text is put there whatever
 * else becomes of the text.
 */
final class MaskedSpans {
  private static final Comparator<Mask> BY_PLACE =
      Comparator.comparingInt(Mask::segment).thenComparingInt(Mask::start);

  /** Whose marker stands for a merged span. */
  private static final Comparator<Mask> BY_RIGHT =
      Comparator.comparing((Mask mask) -> !mask.isWhole())
          .thenComparing(mask -> mask.insertion() != null)
          .thenComparingInt(Mask::policy)
          .thenComparing(Comparator.comparingInt(Mask::length).reversed())
          .thenComparingInt(Mask::finding);

  private static final int WHOLE = -1;

  private final PhaseInput input;
  private final List<Mask> masks = new ArrayList<>();

  MaskedSpans(PhaseInput input) {
    this.input = input;
  }

  boolean isEmpty() {
    return masks.isEmpty();
  }

  /**
   * Masks a finding. Policies come in chain order, and of each the firings in trace order.
   *
   * @param replacement what stands in for the text; null for the policy's marker
   */
  void addFinding(int policy, PolicySpec spec, int index, @Nullable String replacement) {
    Finding finding = input.findings().get(index);
    String text = input.textOf(finding.segment());
    int start = finding.start() - (isInsidePair(text, finding.start()) ? 1 : 0);
    int end = finding.end() + (isInsidePair(text, finding.end()) ? 1 : 0);
    TextRewrite rewrite = spec.lowering().markers().rewrite(finding.category());
    if (rewrite == null) {
      masks.add(
          new Mask(
              masks.size(), policy, spec, index, finding.segment(), start, end, replacement, null));
    } else {
      int from = rewrite.start(text, start, end);
      int to = rewrite.end(text, start, end);
      TextRewrite insertion = replacement == null && rewrite.isInsertion() ? rewrite : null;
      masks.add(
          new Mask(
              masks.size(),
              policy,
              spec,
              index,
              finding.segment(),
              from,
              to,
              replacement,
              insertion));
    }
  }

  /** Masks a whole text; an empty one has nothing to mask. */
  void addMessage(int policy, PolicySpec spec, int segment, @Nullable String replacement) {
    int length = input.textOf(segment).length();
    if (length > 0) {
      masks.add(new Mask(masks.size(), policy, spec, WHOLE, segment, 0, length, replacement, null));
    }
  }

  /** The segments in which the policy masks something, ascending. */
  SortedSet<Integer> touched(int policy) {
    var touched = new TreeSet<Integer>();
    for (Mask mask : masks) {
      if (mask.policy() == policy) {
        touched.add(mask.segment());
      }
    }
    return touched;
  }

  /** The findings that lie wholly in text that is masked so far, ascending. */
  List<Integer> covered() {
    List<Merged> runs = merged(0);
    List<Integer> covered = new ArrayList<>();
    List<Finding> findings = input.findings();
    int run = 0;
    // INVARIANT: findings and runs are both ordered by segment and start.
    for (int i = 0; i < findings.size(); i++) {
      while (run < runs.size() && runs.get(run).endsBefore(findings.get(i))) {
        run++;
      }
      if (run < runs.size() && runs.get(run).holds(findings.get(i))) {
        covered.add(i);
      }
    }
    return covered;
  }

  /** The edits, by segment and start. */
  List<Redaction> redactions() {
    if (masks.isEmpty()) {
      return List.of();
    }
    return merged(1).stream().map(this::redaction).toList();
  }

  /**
   * @param shared how many characters neighbours must share to become one
   */
  private List<Merged> merged(int shared) {
    List<Mask> sorted = new ArrayList<>(masks);
    sorted.sort(BY_PLACE);
    List<Merged> merged = new ArrayList<>();
    for (Mask mask : sorted) {
      Merged last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && last.segment == mask.segment() && mask.start() + shared <= last.end) {
        last.take(mask);
      } else {
        merged.add(new Merged(mask));
      }
    }
    return merged;
  }

  private Redaction redaction(Merged merged) {
    Mask owner = merged.owner;
    var style = owner.spec().lowering().markers();
    String value = input.textOf(merged.segment).substring(owner.start(), owner.end());
    Finding found = owner.isWhole() ? null : input.findings().get(owner.finding());
    String label = found == null ? WholeMessage.LABEL : found.label();
    String category = found == null ? WholeMessage.CATEGORY : found.category();
    String replacement = owner.replacement();
    return new Redaction(
        merged.segment,
        merged.start,
        merged.end,
        TextRewrite.around(
            merged.insertions(),
            owner.insertion() != null
                ? value
                : replacement == null
                    ? Markers.render(style, label, category, value, merged.end - merged.start)
                    : replacement),
        owner.spec().name(),
        category,
        replacement == null ? style.formatOf(category) : Redaction.REWRITE,
        style.recorded(),
        replacement == null ? style.standIn(label, category) : null);
  }

  private static boolean isInsidePair(String text, int offset) {
    return offset > 0
        && offset < text.length()
        && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
  }

  /**
   * One masked span.
   *
   * @param order which of all masks it is, as they came
   * @param finding index of the finding, or {@link #WHOLE}
   * @param insertion what is put beside the span, which stays; null where it does not stay
   */
  private record Mask(
      int order,
      int policy,
      PolicySpec spec,
      int finding,
      int segment,
      int start,
      int end,
      @Nullable String replacement,
      @Nullable TextRewrite insertion) {
    boolean isWhole() {
      return finding == WHOLE;
    }

    int length() {
      return end - start;
    }
  }

  private static final class Merged {
    private final int segment;
    private final int start;
    private int end;
    private final List<Mask> masks = new ArrayList<>();
    private Mask owner;

    Merged(Mask first) {
      masks.add(first);
      segment = first.segment();
      start = first.start();
      end = first.end();
      owner = first;
    }

    boolean endsBefore(Finding finding) {
      return segment < finding.segment()
          || (segment == finding.segment() && end <= finding.start());
    }

    boolean holds(Finding finding) {
      return segment == finding.segment() && start <= finding.start() && finding.end() <= end;
    }

    /** In the order of the policies, and of each in that of its firings. */
    List<TextRewrite> insertions() {
      return masks.stream()
          .sorted(Comparator.comparingInt(Mask::order))
          .flatMap(mask -> Optional.ofNullable(mask.insertion()).stream())
          .toList();
    }

    void take(Mask mask) {
      masks.add(mask);
      end = Math.max(end, mask.end());
      if (BY_RIGHT.compare(mask, owner) < 0) {
        owner = mask;
      }
    }
  }
}
