package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.redaction.Redactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** All texts of one body, in document order, and the way to edit them in place. */
public final class BodyTexts {
  private static final int TOOL_DEPTH = 5;

  private final List<TextSlot> slots;
  private final List<Segment> segments;
  private final List<Unscanned> unscanned;
  private final boolean complete;

  public BodyTexts(List<TextSlot> slots, List<Unscanned> unscanned, boolean complete) {
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

  /**
   * The tool texts among these that belong to what stands at one of the places: arguments and
   * results, names aside.
   */
  public BodyTexts ofTools(Set<String> pointers) {
    List<TextSlot> wanted =
        slots.stream()
            .filter(slot -> {
              Location location = slot.segment().location();
              return isOfTool(location.channel()) && isBelow(location.pointer(), pointers);
            })
            .toList();
    List<Unscanned> beside =
        unscanned.stream().filter(part -> isBelow(part.pointer(), pointers)).toList();
    return new BodyTexts(wanted, beside, complete);
  }

  private static boolean isOfTool(Channel channel) {
    return channel == Channel.TOOL_ARGUMENTS || channel == Channel.TOOL_RESULT;
  }

  /** Tools stand at most that many steps below the body, as calls of a choice's message do. */
  private static boolean isBelow(String pointer, Set<String> tools) {
    int end = pointer.indexOf('/', 1);
    for (int step = 0; end >= 0 && step < TOOL_DEPTH; step++) {
      if (tools.contains(pointer.substring(0, end))) {
        return true;
      }
      end = pointer.indexOf('/', end + 1);
    }
    return false;
  }

  /** False when there were more than are kept: the body must not be used then. */
  public boolean complete() {
    return complete;
  }

  /**
   * The same with texts that are judged with the body and stand nowhere in it. What is masked in
   * them is masked nowhere, because they go nowhere.
   */
  public BodyTexts beside(List<Segment> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<TextSlot> all = new ArrayList<>(slots);
    others.forEach(other -> all.add(TextSlot.nowhere(other)));
    return new BodyTexts(all, unscanned, complete);
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
      if (!slots.get(at).isNowhere()
          && !edited.get(at).text().equals(slots.get(at).segment().text())) {
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
