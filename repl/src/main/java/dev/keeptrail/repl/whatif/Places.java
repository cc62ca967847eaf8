package dev.keeptrail.repl.whatif;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an exchange holds, by JSON Pointers that people can type: {@code /identity/user}, {@code
 * /tool_call/0/arguments/amount}, {@code /input/0/text}.
 */
public final class Places {
  /** Bounds what hostile arguments of a tool can make of a list. */
  private static final int MAX_PLACES = 2_000;

  private final Map<String, Value> values = new LinkedHashMap<>();

  private Places() {}

  /** All of an exchange, in the order of its phases: facts first, then texts. */
  public static Map<String, Value> of(CapturedExchange exchange) {
    var places = new Places();
    places.request(exchange.phases().getFirst().content().request());
    exchange.phases().forEach(places::facts);
    List<String> phases = phases(exchange);
    for (int i = 0; i < phases.size(); i++) {
      places.texts(phases.get(i), exchange.phases().get(i).content().segments());
    }
    return places.values;
  }

  /** What pointers call the phases: the word, and from the second of a kind on with a number. */
  public static List<String> phases(CapturedExchange exchange) {
    Map<Phase, Integer> seen = new EnumMap<>(Phase.class);
    List<String> names = new ArrayList<>();
    for (CapturedPhase phase : exchange.phases()) {
      int number = seen.merge(phase.content().phase(), 1, Integer::sum);
      names.add(phase.content().phase().word() + (number == 1 ? "" : number));
    }
    return names;
  }

  /** Whether an exchange has at most one of them, so that pointers do without an index. */
  static boolean isSingle(FactType type) {
    return switch (type) {
      case REQUEST, IDENTITY, PROVIDER, USAGE, CONVERSATION -> true;
      case MESSAGE, FINDING, TOOL_CALL, TOOL_RESULT, COUNTER -> false;
    };
  }

  private void request(RequestFacts request) {
    put("/request/model", new Value.Text(request.model()));
    put("/request/provider", new Value.Text(request.provider()));
    put("/request/route", new Value.Text(request.route()));
    put("/request/stream", new Value.Truth(request.stream()));
  }

  private void facts(CapturedPhase phase) {
    Map<FactType, Integer> seen = new EnumMap<>(FactType.class);
    for (Fact fact : phase.content().facts()) {
      int index = seen.merge(fact.type(), 1, Integer::sum) - 1;
      String place = "/" + fact.type().word() + (isSingle(fact.type()) ? "" : "/" + index);
      fact.fields().forEach((name, value) -> below(place + "/" + Pointer.escaped(name), value));
    }
  }

  private void below(String place, Value value) {
    switch (value) {
      case Value.Mapping(var entries) when !entries.isEmpty() ->
          entries.forEach((name, entry) -> below(place + "/" + Pointer.escaped(name), entry));
      case Value.Mapping _,
          Value.Sequence _,
          Value.Text _,
          Value.Decimal _,
          Value.Truth _,
          Value.Nothing _ ->
          put(place, value);
    }
  }

  private void texts(String phase, List<Segment> segments) {
    for (int i = 0; i < segments.size(); i++) {
      put("/" + phase + "/" + i + "/text", new Value.Text(segments.get(i).text()));
    }
  }

  private void put(String place, Value value) {
    if (values.size() < MAX_PLACES) {
      values.putIfAbsent(place, value);
    }
  }
}
