package dev.keeptrail.engine.reference;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.reference.Observation.FactName;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that the rules of one phase can see, and how that changes from policy to policy. */
final class Facts {
  private final PhaseInput input;
  private final Map<FactType, List<SeenFact>> facts = new EnumMap<>(FactType.class);

  Facts(PhaseInput input) {
    this.input = input;
    add(FactType.REQUEST, request());
    for (Finding finding : input.findings()) {
      add(FactType.FINDING, finding(finding));
    }
    for (Fact fact : input.content().facts()) {
      add(fact.type(), fact.fields());
    }
    showTexts(input.content().segments());
  }

  /** The visible facts of a type, ascending by index. */
  List<SeenFact> visible(FactType type) {
    return facts.getOrDefault(type, List.of());
  }

  /** A finding is out of sight from now on. */
  void hide(int finding) {
    visible(FactType.FINDING).removeIf(fact -> fact.index() == finding);
  }

  /** Messages say this from now on. */
  void showTexts(List<Segment> segments) {
    facts.remove(FactType.MESSAGE);
    for (Segment segment : segments) {
      add(FactType.MESSAGE, message(segment));
    }
  }

  private void add(FactType type, Map<String, Value> fields) {
    List<SeenFact> known = facts.computeIfAbsent(type, ignored -> new ArrayList<>());
    known.add(new SeenFact(new FactName(type, known.size()), fields));
  }

  private Map<String, Value> request() {
    RequestFacts request = input.content().request();
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("model", new Value.Text(request.model()));
    fields.put("provider", new Value.Text(request.provider()));
    fields.put("route", new Value.Text(request.route()));
    fields.put("stream", new Value.Truth(request.stream()));
    fields.put("phase", new Value.Text(input.content().phase().word()));
    return fields;
  }

  private static Map<String, Value> message(Segment segment) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("text", new Value.Text(segment.text()));
    fields.put("role", new Value.Text(segment.location().role()));
    fields.put("channel", new Value.Text(segment.location().channel().word()));
    fields.put("index", new Value.Decimal(segment.location().index()));
    fields.put("length", new Value.Decimal(segment.text().length()));
    return fields;
  }

  private Map<String, Value> finding(Finding finding) {
    Location location = input.locationOf(finding);
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("category", new Value.Text(finding.category()));
    fields.put("label", new Value.Text(finding.label()));
    fields.put("evidence", new Value.Text(finding.evidence().word()));
    fields.put("view", new Value.Text(finding.view().word()));
    fields.put("detector", new Value.Text(finding.detector()));
    fields.put("channel", new Value.Text(location.channel().word()));
    fields.put("role", new Value.Text(location.role()));
    fields.put("score", new Value.Decimal(finding.score()));
    fields.put("message", new Value.Decimal(location.index()));
    Value call = callAt(location.pointer());
    if (call != null) {
      fields.put("call", call);
    }
    return fields;
  }

  /** The id of the innermost tool call or tool result that holds the place. */
  private @Nullable Value callAt(String pointer) {
    Fact holder = null;
    for (Fact fact : input.content().facts()) {
      boolean holds =
          !fact.pointer().isEmpty()
              && (pointer.equals(fact.pointer()) || pointer.startsWith(fact.pointer() + "/"));
      boolean isCall = fact.type() == FactType.TOOL_CALL || fact.type() == FactType.TOOL_RESULT;
      boolean isInner = holder == null || fact.pointer().length() > holder.pointer().length();
      if (holds && isCall && isInner) {
        holder = fact;
      }
    }
    if (holder == null) {
      return null;
    }
    return holder.fields().get(holder.type() == FactType.TOOL_CALL ? "id" : "call");
  }
}
