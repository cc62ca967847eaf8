package dev.keeptrail.engine;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.plugin.Embedders;
import java.util.List;

/**
 * What an engine needs beside the plan.
 *
 * @param plugIns detectors from outside; they stay the caller's, who closes them after the programs
 * @param remembers whether what was found in a caller's text is remembered for when it comes again,
 *     as whole conversations do with each turn. Changes nothing but how long that takes
 * @param embedders what compares texts by what they mean, for policies that want that
 */
public record EngineOptions(
    FailMode failMode,
    SecretSource secrets,
    List<PlugIn> plugIns,
    boolean remembers,
    Embedders embedders) {
  public EngineOptions {
    plugIns = List.copyOf(plugIns);
  }

  /** With the embedders on the class path. */
  public EngineOptions(
      FailMode failMode, SecretSource secrets, List<PlugIn> plugIns, boolean remembers) {
    this(failMode, secrets, plugIns, remembers, Embedders.installed());
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
    return new EngineOptions(failMode, secrets, added, remembers, embedders);
  }

  public EngineOptions withEmbedders(Embedders others) {
    return new EngineOptions(failMode, secrets, plugIns, remembers, others);
  }
}
