package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.FactName;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.Map;

/** A fact as rules see it: a field that is not in the map is missing. */
record SeenFact(FactName name, Map<String, Value> fields) {
  FactType type() {
    return name.type();
  }

  int index() {
    return name.index();
  }
}
