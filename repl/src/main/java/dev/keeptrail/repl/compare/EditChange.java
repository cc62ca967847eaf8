package dev.keeptrail.repl.compare;

import dev.keeptrail.engine.capture.CapturedDecision.Edit;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.repl.judge.Trial.PhaseEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A span that only one side masks, or that both mask in another way.
 *
 * @param added whether it is the candidate that masks it
 */
public record EditChange(boolean added, PhaseEdit edit) {
  private static final Comparator<PhaseEdit> ORDER =
      Comparator.comparingInt(PhaseEdit::phase)
          .thenComparingInt(edit -> edit.edit().segment())
          .thenComparingInt(edit -> edit.edit().start())
          .thenComparingInt(edit -> edit.edit().end());

  /**
   * Such as {@code + output /choices/0/message/content 3-24 pii.email by pii-detector as label}.
   *
   * @param exchange what it is about; null where it is not at hand
   */
  public String words(@Nullable CapturedExchange exchange) {
    String phase =
        exchange == null ? "" : exchange.phases().get(edit.phase()).content().phase().word() + " ";
    Edit own = edit.edit();
    String what = own.category().isEmpty() ? "" : own.category() + " ";
    String how = own.format().isEmpty() ? "" : " as " + own.format();
    return "%s %s%s %d-%d %sby %s%s"
        .formatted(
            added ? "+" : "-",
            phase,
            edit.pointer(),
            own.start(),
            own.end(),
            what,
            own.policy(),
            how);
  }

  /** In the order of the texts, what is gone before what is new. */
  static List<EditChange> between(List<PhaseEdit> baseline, List<PhaseEdit> candidate) {
    if (baseline.equals(candidate)) {
      return List.of();
    }
    Set<PhaseEdit> before = new LinkedHashSet<>(comparable(baseline));
    Set<PhaseEdit> after = new LinkedHashSet<>(comparable(candidate));
    List<EditChange> changes = new ArrayList<>();
    before.stream()
        .filter(edit -> !after.contains(edit))
        .forEach(edit -> changes.add(new EditChange(false, edit)));
    after.stream()
        .filter(edit -> !before.contains(edit))
        .forEach(edit -> changes.add(new EditChange(true, edit)));
    changes.sort(Comparator.comparing(EditChange::edit, ORDER).thenComparing(EditChange::added));
    return changes;
  }

  /**
   * In a text with placeholders, edits that were apart may have become one, whose category and
   * marker then say nothing; only where and by whom counts.
   */
  private static List<PhaseEdit> comparable(List<PhaseEdit> edits) {
    List<PhaseEdit> sorted = new ArrayList<>(edits);
    sorted.sort(ORDER);
    List<PhaseEdit> apart = new ArrayList<>();
    for (PhaseEdit edit : sorted) {
      PhaseEdit last = apart.isEmpty() ? null : apart.getLast();
      if (!edit.isMasked()) {
        apart.add(edit);
      } else if (last != null && touches(last, edit)) {
        apart.set(apart.size() - 1, spanning(last, Math.max(last.edit().end(), edit.edit().end())));
      } else {
        apart.add(spanning(edit, edit.edit().end()));
      }
    }
    return apart;
  }

  private static boolean touches(PhaseEdit one, PhaseEdit other) {
    return one.phase() == other.phase()
        && one.edit().segment() == other.edit().segment()
        && other.edit().start() < one.edit().end();
  }

  private static PhaseEdit spanning(PhaseEdit edit, int end) {
    Edit own = edit.edit();
    return new PhaseEdit(
        edit.phase(),
        edit.pointer(),
        true,
        new Edit(own.segment(), own.start(), end, own.policy(), "", ""));
  }
}
