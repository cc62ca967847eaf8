package dev.keeptrail.engine;

import dev.keeptrail.detectors.plugin.PlugIn;
import java.util.List;

/**
 * What an engine needs beside the plan.
 *
 * @param plugIns detectors from outside; they stay the caller's, who closes them after the programs
 */
public record EngineOptions(FailMode failMode, SecretSource secrets, List<PlugIn> plugIns) {
  public EngineOptions {
    plugIns = List.copyOf(plugIns);
  }

  /** Built-in detectors only. */
  public EngineOptions(FailMode failMode, SecretSource secrets) {
    this(failMode, secrets, List.of());
  }

  public EngineOptions withPlugIns(List<PlugIn> added) {
    return new EngineOptions(failMode, secrets, added);
  }
}
