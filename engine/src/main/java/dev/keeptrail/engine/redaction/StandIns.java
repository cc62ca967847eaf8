package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Redaction.StandIn;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.pseudonym.Issue;
import dev.keeptrail.engine.pseudonym.IssuedPseudonym;
import dev.keeptrail.engine.pseudonym.Occurrence;
import dev.keeptrail.engine.pseudonym.Occurrences;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts pseudonyms and numbered labels in place of the plain markers once a chain has decided, so
 * that no decision hangs on what they look like. What an earlier phase put there stays: a policy
 * that finds its own pseudonym has nothing left to hide.
 */
public final class StandIns {
  private final PhaseContent content;
  private final Pseudonyms known;
  private final Occurrences occurrences;
  private final Map<Integer, List<Occurrence>> standing = new HashMap<>();

  private StandIns(PhaseContent content) {
    this.content = content;
    this.known = content.pseudonyms();
    this.occurrences = Occurrences.of(known.issued());
  }

  /** The redactions as they are to be carried out. */
  public static List<Redaction> settle(PhaseContent content, List<Redaction> redactions) {
    return redactions.stream().anyMatch(redaction -> redaction.standIn() != null)
        ? new StandIns(content).settled(redactions)
        : redactions;
  }

  /** What settled redactions issued, in their order, each once. */
  public static List<IssuedPseudonym> issued(PhaseContent content, List<Redaction> redactions) {
    Map<String, IssuedPseudonym> issued = new LinkedHashMap<>();
    content.pseudonyms().issued().forEach(before -> issued.put(before.text(), before));
    int before = issued.size();
    for (Redaction redaction : redactions) {
      StandIn kind = redaction.standIn();
      if (kind != null) {
        issued.putIfAbsent(
            redaction.marker(),
            new IssuedPseudonym(
                kind.label(),
                redaction.category(),
                redaction.policy(),
                covered(content, redaction),
                redaction.marker(),
                kind.reversible()));
      }
    }
    return issued.values().stream().skip(before).toList();
  }

  private List<Redaction> settled(List<Redaction> redactions) {
    var issue = new Issue(known, content.segments().stream().map(Segment::text).toList());
    List<Redaction> settled = new ArrayList<>(redactions.size());
    for (Redaction redaction : redactions) {
      StandIn kind = redaction.standIn();
      if (kind == null) {
        settled.add(redaction);
      } else if (!stands(redaction)) {
        settled.add(settled(redaction, kind, issue));
      }
    }
    return settled;
  }

  private Redaction settled(Redaction redaction, StandIn kind, Issue issue) {
    if (kind.reversible() && !known.open()) {
      return redaction.marked(Markers.label(kind.label()), null);
    }
    var wanted =
        new Issue.Kind(
            kind.label(),
            redaction.category(),
            redaction.policy(),
            kind.lifelike(),
            kind.reversible());
    return redaction.marked(issue.of(covered(content, redaction), wanted), kind);
  }

  /** Whether all that is to be masked is a pseudonym of an earlier phase. */
  private boolean stands(Redaction redaction) {
    if (occurrences.isEmpty()) {
      return false;
    }
    String text = content.segments().get(redaction.segment()).text();
    int start = redaction.start();
    int end = redaction.end();
    while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    while (start < end && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    for (Occurrence occurrence :
        standing.computeIfAbsent(redaction.segment(), _ -> occurrences.in(text))) {
      if (occurrence.start() <= start && end <= occurrence.end()) {
        return true;
      }
    }
    return false;
  }

  private static String covered(PhaseContent content, Redaction redaction) {
    return content
        .segments()
        .get(redaction.segment())
        .text()
        .substring(redaction.start(), redaction.end());
  }
}
