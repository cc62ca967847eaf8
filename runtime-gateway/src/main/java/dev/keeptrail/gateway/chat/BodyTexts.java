package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.redaction.Redactions;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** All texts of one body, in document order, and the way to edit them in place. */
public final class BodyTexts {
  private final List<TextSlot> slots;
  private final List<Segment> segments;
  private final List<Unscanned> unscanned;
  private final boolean complete;

  BodyTexts(List<TextSlot> slots, List<Unscanned> unscanned, boolean complete) {
    this.complete = complete;
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

  /** False when there were more than are kept: the body must not be used then. */
  boolean complete() {
    return complete;
  }

  /**
   * Carries out the redactions in the body the texts came from.
   *
   * @return whether the body now says something else
   * @throws UnmaskableTextException when one of them is in a text that cannot be edited; the body
   *     must not be used then
   */
  public boolean apply(List<Redaction> redactions) throws UnmaskableTextException {
    if (redactions.isEmpty()) {
      return false;
    }
    for (Redaction redaction : redactions) {
      TextSlot slot = slots.get(redaction.segment());
      if (slot.write() == null) {
        throw new UnmaskableTextException(slot.segment().location().pointer(), redaction.policy());
      }
    }
    List<Segment> edited = Redactions.apply(segments, redactions);
    boolean changed = false;
    Set<Runnable> steps = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int at = 0; at < slots.size(); at++) {
      if (!edited.get(at).text().equals(slots.get(at).segment().text())) {
        write(slots.get(at), edited.get(at).text(), steps);
        changed = true;
      }
    }
    steps.forEach(Runnable::run);
    return changed;
  }

  private static void write(TextSlot slot, String text, Set<Runnable> steps) {
    if (slot.write() != null) {
      slot.write().accept(text);
    }
    if (slot.afterwards() != null) {
      steps.add(slot.afterwards());
    }
  }
}
