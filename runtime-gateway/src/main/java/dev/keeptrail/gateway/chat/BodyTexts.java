package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** All texts of one body, in document order, and the way to edit them in place. */
public final class BodyTexts {
  private final List<TextSlot> slots;
  private final List<Segment> segments;
  private final List<Unscanned> unscanned;

  BodyTexts(List<TextSlot> slots, List<Unscanned> unscanned) {
    this.slots = List.copyOf(slots);
    this.segments = slots.stream().map(TextSlot::segment).toList();
    this.unscanned = List.copyOf(unscanned);
  }

  public List<Segment> segments() {
    return segments;
  }

  public List<Unscanned> unscanned() {
    return unscanned;
  }

  /**
   * Carries out the redactions in the body the texts came from.
   *
   * @return whether the body now says something else
   * @throws UnmaskableTextException when one of them is in a text that cannot be edited; the body
   *     must not be used then
   */
  public boolean apply(List<Redaction> redactions) throws UnmaskableTextException {
    boolean changed = false;
    Set<Runnable> steps = Collections.newSetFromMap(new IdentityHashMap<>());
    int at = 0;
    while (at < redactions.size()) {
      int end = at + 1;
      while (end < redactions.size()
          && redactions.get(end).segment() == redactions.get(at).segment()) {
        end++;
      }
      changed |= edit(redactions.subList(at, end), steps);
      at = end;
    }
    steps.forEach(Runnable::run);
    return changed;
  }

  private boolean edit(List<Redaction> redactions, Set<Runnable> steps)
      throws UnmaskableTextException {
    TextSlot slot = slots.get(redactions.getFirst().segment());
    if (slot.write() == null) {
      throw new UnmaskableTextException(
          slot.segment().location().pointer(), redactions.getFirst().policy());
    }
    String text = slot.segment().text();
    String edited = edited(text, redactions);
    if (edited.equals(text)) {
      return false;
    }
    slot.write().accept(edited);
    if (slot.afterwards() != null) {
      steps.add(slot.afterwards());
    }
    return true;
  }

  private static String edited(String text, List<Redaction> redactions) {
    var edited = new StringBuilder(text.length());
    int from = 0;
    for (Redaction redaction : redactions) {
      edited.append(text, from, redaction.start()).append(redaction.marker());
      from = redaction.end();
    }
    return edited.append(text, from, text.length()).toString();
  }
}
