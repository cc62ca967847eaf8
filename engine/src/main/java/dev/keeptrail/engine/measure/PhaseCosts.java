package dev.keeptrail.engine.measure;

import dev.keeptrail.language.rule.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one phase cost.
 *
 * @param decision a whole decision, scan and masking too
 * @param scan the look for everything that policies ask for, which they share
 * @param policies by name in chain order, those that were asked at least once: their rules, and
 *     what looks at tool calls for them
 */
public record PhaseCosts(
    Phase phase, Quantiles decision, Quantiles scan, Map<String, Quantiles> policies) {
  public PhaseCosts {
    policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
  }
}
