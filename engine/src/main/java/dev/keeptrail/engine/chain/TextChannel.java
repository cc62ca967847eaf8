package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text of an answer that is given out while it comes: what goes in is the text as the model
 * wrote it, what comes out is the text as policies leave it, and never a part of what they mask.
 * Keeps the whole text, for whoever judges it as a whole in the end. Confined to one thread.
 */
public final class TextChannel {
  private final AnswerStream answer;
  private final Location location;
  private final @Nullable TextStream scan;
  private final StringBuilder text = new StringBuilder();
  private final JsonStart json = new JsonStart();
  private int released;
  private boolean held;

  TextChannel(AnswerStream answer, Location location, @Nullable TextStream scan) {
    this.answer = answer;
    this.location = location;
    this.scan = scan;
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

  /** UTF-16 units of it that were given out or masked. */
  public int released() {
    return released;
  }

  /**
   * Takes more of the text, cut anywhere.
   *
   * @return what may be given out now, with its edits; empty while all is held, and once the answer
   *     is stopped
   */
  public String append(String more) {
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
    return release(json.border(text, wholeCodePoints(end)), findings);
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
    released = Math.max(end, released);
    String stretch = segment.text().substring(0, released - from);
    return Redactions.apply(List.of(segment.saying(stretch)), edits).getFirst().text();
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
}
