package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text of an answer that is given out while it comes: what goes in is the text as the model
 * wrote it, what comes out is the text as policies leave it, and never a part of what they mask.
 * Keeps the whole text, so that the end can be judged as a whole. Confined to one thread.
 */
public final class TextChannel {
  private final AnswerStream answer;
  private final Location location;
  private final @Nullable TextStream scan;
  private final StringBuilder text = new StringBuilder();
  private final List<Redaction> applied = new ArrayList<>();
  private final StringBuilder given = new StringBuilder();
  private final JsonStart json = new JsonStart();
  private int released;
  private boolean held;
  private boolean finished;

  TextChannel(AnswerStream answer, Location location, @Nullable TextStream scan) {
    this.answer = answer;
    this.location = location;
    this.scan = scan;
  }

  /**
   * What is left when an answer has ended.
   *
   * @param text what may still be given out
   * @param agrees whether what was given out before is what the decision says; false is a fault of
   *     the program, and the answer must not be called delivered
   */
  public record Rest(String text, boolean agrees) {
    /** Shows no text: it is what a model wrote. */
    @Override
    public String toString() {
      return "Rest[" + text.length() + " chars, agrees=" + agrees + "]";
    }
  }

  public Location location() {
    return location;
  }

  /** All of the text so far, as it came. */
  public String text() {
    return text.toString();
  }

  /** UTF-16 units that came. */
  public int seen() {
    return text.length();
  }

  /** UTF-16 units of what came that were given out, as they came or as markers. */
  public int released() {
    return released;
  }

  /** UTF-16 units that are held back. */
  public int held() {
    return text.length() - released;
  }

  /** How many edits were given out. */
  public int redactions() {
    return applied.size();
  }

  /** Whether nothing more will be given out before the end. */
  public boolean waitsForEnd() {
    return held || (scan != null && scan.waitsForEnd());
  }

  /**
   * Takes more of the text, cut anywhere.
   *
   * @return what may be given out now, with its edits; empty while all is held, and once the answer
   *     is stopped
   */
  public String append(String more) {
    if (finished) {
      throw new IllegalStateException("the text has ended");
    }
    text.append(more);
    if (answer.isStopped() || held) {
      return "";
    }
    int end = text.length();
    List<Finding> findings = List.of();
    if (scan != null) {
      scan.append(more);
      end = scan.settled();
      findings = scan.takeFindings();
    }
    String released = release(json.border(text, wholeCodePoints(end)), findings);
    given.append(released);
    return released;
  }

  private int wholeCodePoints(int end) {
    boolean inside = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return inside ? end - 1 : end;
  }

  private String release(int end, List<Finding> findings) {
    if (findings.isEmpty()) {
      String stretch = text.substring(released, Math.max(released, end));
      released = Math.max(released, end);
      return stretch;
    }
    int from = released;
    int last = Math.max(end, findings.getLast().end());
    var segment = new Segment(location, text.substring(from, last));
    List<Redaction> edits =
        answer.judge(segment, findings.stream().map(found -> moved(found, -from)).toList());
    if (answer.isStopped()) {
      return "";
    }
    if (json.mayBe() && !edits.isEmpty()) {
      // WHY: how an edit looks in JSON hangs on whether all of the text is JSON.
      held = true;
      return "";
    }
    edits.forEach(edit -> applied.add(moved(edit, from)));
    released = Math.max(end, released);
    String stretch = segment.text().substring(0, released - from);
    return Redactions.apply(List.of(segment.saying(stretch)), edits).getFirst().text();
  }

  /**
   * Ends the text.
   *
   * @param decision what the program decided on all texts of the answer
   * @param segment which of them this one is
   */
  public Rest finish(PhaseDecision decision, int segment) {
    finished = true;
    List<Redaction> edits = new ArrayList<>();
    for (Redaction edit : decision.redactions()) {
      if (edit.segment() == segment) {
        edits.add(moved(edit, 0));
      }
    }
    return switch (decision.verdict()) {
      // WHY: policies behind the one that blocked were not asked, but acted while the text came.
      case BLOCK ->
          new Rest(
              "",
              applied.containsAll(edits.stream().filter(edit -> edit.start() < released).toList()));
      case ESCALATE -> new Rest("", whole(edits).startsWith(given.toString()));
      case ALLOW, REDACT -> rest(whole(edits));
    };
  }

  private String whole(List<Redaction> edits) {
    return Redactions.apply(List.of(new Segment(location, text.toString())), edits)
        .getFirst()
        .text();
  }

  private Rest rest(String whole) {
    boolean agrees = !answer.isStopped() && whole.startsWith(given.toString());
    return new Rest(agrees ? whole.substring(given.length()) : "", agrees);
  }

  private static Finding moved(Finding found, int by) {
    return new Finding(
        0,
        found.start() + by,
        found.end() + by,
        found.category(),
        found.label(),
        found.score(),
        found.evidence(),
        found.view(),
        found.detector(),
        found.part());
  }

  private static Redaction moved(Redaction edit, int by) {
    return new Redaction(
        0,
        edit.start() + by,
        edit.end() + by,
        edit.marker(),
        edit.policy(),
        edit.category(),
        edit.format(),
        edit.recorded(),
        edit.standIn());
  }
}
