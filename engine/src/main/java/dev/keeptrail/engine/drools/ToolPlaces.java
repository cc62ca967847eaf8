package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tool call or tool result a place in the body belongs to. Made when first asked. */
final class ToolPlaces {
  private final List<Fact> facts;
  private @Nullable Map<String, Fact> byPointer;

  ToolPlaces(List<Fact> facts) {
    this.facts = facts;
  }

  /** The id of the call that the innermost one around the place is or answers; null for none. */
  @Nullable Value idAt(String pointer) {
    Map<String, Fact> places = places();
    if (places.isEmpty()) {
      return null;
    }
    String place = pointer;
    while (!place.isEmpty()) {
      Fact fact = places.get(place);
      if (fact != null) {
        Value id = fact.fields().get(fact.type() == FactType.TOOL_CALL ? "id" : "call");
        return id instanceof Value.Nothing ? null : id;
      }
      int slash = place.lastIndexOf('/');
      place = slash < 0 ? "" : place.substring(0, slash);
    }
    return null;
  }

  private Map<String, Fact> places() {
    Map<String, Fact> places = byPointer;
    if (places == null) {
      places = new HashMap<>();
      for (Fact fact : facts) {
        boolean isCall = fact.type() == FactType.TOOL_CALL || fact.type() == FactType.TOOL_RESULT;
        if (isCall && !fact.pointer().isEmpty()) {
          places.putIfAbsent(fact.pointer(), fact);
        }
      }
      byPointer = places;
    }
    return places;
  }
}
