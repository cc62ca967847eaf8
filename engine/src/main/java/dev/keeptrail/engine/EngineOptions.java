package dev.keeptrail.engine;

import dev.keeptrail.detectors.plugin.PlugIn;
import java.util.List;

/**
 * What an engine needs beside the plan.
 *
 * @param plugIns detectors from outside; they stay the caller's, who closes them after the programs
 * @param remembers whether what was found in a caller's text is remembered for when it comes again,
 *     as whole conversations do with each turn. Changes nothing but how long that takes
 */
public record EngineOptions(
    FailMode failMode, SecretSource secrets, List<PlugIn> plugIns, boolean remembers) {
  public EngineOptions {
    plugIns = List.copyOf(plugIns);
  }

  /** Built-in detectors only. */
  public EngineOptions(FailMode failMode, SecretSource secrets) {
    this(failMode, secrets, List.of());
  }

  /** Nothing is remembered. */
  public EngineOptions(FailMode failMode, SecretSource secrets, List<PlugIn> plugIns) {
    this(failMode, secrets, plugIns, false);
  }

  public EngineOptions withPlugIns(List<PlugIn> added) {
    return new EngineOptions(failMode, secrets, added, remembers);
  }
}
