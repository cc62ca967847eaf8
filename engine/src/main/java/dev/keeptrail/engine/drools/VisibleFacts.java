package dev.keeptrail.engine.drools;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.rule.FactType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts that one request puts into a session: only those of types that some rule asks about.
 * Findings go out of sight and messages change as policies edit the texts.
 */
final class VisibleFacts {
  private final Set<FactType> asked;
  private final PhaseInput input;
  private final CategoryPath.Cache paths;
  private final BitSet hidden = new BitSet();
  private SessionFact[] findings = new SessionFact[0];
  private SessionFact[] messages = new SessionFact[0];

  VisibleFacts(Set<FactType> asked, PhaseInput input, CategoryPath.Cache paths) {
    this.asked = asked;
    this.input = input;
    this.paths = paths;
  }

  /** Where facts are kept for rules to match. */
  interface Session {
    void insert(Object fact);

    void delete(Object fact);
  }

  /** All facts at the start, the request first. */
  List<SessionFact> all(Evaluation evaluation, String phase) {
    List<SessionFact> all = new ArrayList<>();
    all.add(new RequestFact(evaluation, input.content().request(), phase));
    if (asked.contains(FactType.FINDING)) {
      addFindings(evaluation, all);
    }
    if (asked.contains(FactType.MESSAGE)) {
      List<Segment> segments = input.content().segments();
      messages = new SessionFact[segments.size()];
      for (int i = 0; i < messages.length; i++) {
        messages[i] = new MessageFact(evaluation, i, segments.get(i));
        all.add(messages[i]);
      }
    }
    if (!input.content().facts().isEmpty()) {
      addHanded(evaluation, all);
    }
    return all;
  }

  private void addFindings(Evaluation evaluation, List<SessionFact> all) {
    var tools = new ToolPlaces(input.content().facts());
    findings = new SessionFact[input.findings().size()];
    for (int i = 0; i < findings.length; i++) {
      Finding finding = input.findings().get(i);
      findings[i] =
          new FindingFact(
              evaluation,
              i,
              finding,
              input.locationOf(finding),
              paths.get(finding.category()),
              tools);
      all.add(findings[i]);
    }
  }

  private void addHanded(Evaluation evaluation, List<SessionFact> all) {
    Map<FactType, Integer> counts = new EnumMap<>(FactType.class);
    for (Fact fact : input.content().facts()) {
      int index = counts.merge(fact.type(), 1, Integer::sum) - 1;
      if (asked.contains(fact.type())) {
        all.add(HandedFact.of(evaluation, index, fact));
      }
    }
  }

  /**
   * Takes findings out of sight.
   *
   * @return those that were in sight until now, ascending
   */
  List<Integer> hide(List<Integer> covered, Session session) {
    List<Integer> newly = new ArrayList<>();
    for (int finding : covered) {
      if (!hidden.get(finding)) {
        hidden.set(finding);
        newly.add(finding);
        if (findings.length > 0) {
          session.delete(findings[finding]);
        }
      }
    }
    return newly;
  }

  /** Puts the messages of edited segments in place of those before. */
  void edit(Evaluation evaluation, Set<Integer> touched, MaskedSpans masks, Session session) {
    if (messages.length == 0) {
      return;
    }
    List<Segment> edited = Redactions.apply(input.content().segments(), masks.redactions());
    for (int i : touched) {
      session.delete(messages[i]);
      messages[i] = new MessageFact(evaluation, i, edited.get(i));
      session.insert(messages[i]);
    }
  }
}
