package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fact that the caller of an evaluation hands in: a tool call, who is asking, what it cost.
 * Requests, messages and findings are made from the rest of the content and are never handed in.
 *
 * @param pointer JSON Pointer (RFC 6901) of what it stands for in the body, such as the tool call;
 *     texts below it belong to it; empty when it is not in the body
 * @param fields what is known, by the names of {@link dev.keeptrail.language.rule.FactSchema}; a
 *     field that is left out is missing
 */
public record Fact(FactType type, String pointer, Map<String, Value> fields) {
  public Fact {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    switch (type) {
      case REQUEST, MESSAGE, FINDING ->
          throw new IllegalArgumentException("a " + type.word() + " is never handed in");
      case TOOL_CALL, TOOL_RESULT, IDENTITY, PROVIDER, USAGE, COUNTER, CONVERSATION -> {
        // Handed in.
      }
    }
  }

  /** Shows what kind, never what it says: arguments are what people and models wrote. */
  @Override
  public String toString() {
    return "Fact[" + type.word() + " " + pointer + " " + fields.keySet() + "]";
  }
}
