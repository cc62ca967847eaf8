package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.Map;

/** The names of the counters that bundled kinds ask for; whoever evaluates hands them in. */
public final class Counters {
  /** How many tool results the request carries, handed in where calls of its answer are judged. */
  public static final String TOOL_RESULTS = "request.tool_results";

  private Counters() {}

  /** A counter as a fact. */
  public static Fact fact(String name, long value) {
    return new Fact(
        FactType.COUNTER,
        "",
        Map.of("name", new Value.Text(name), "value", new Value.Decimal((double) value)));
  }
}
