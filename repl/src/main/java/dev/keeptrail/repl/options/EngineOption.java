package dev.keeptrail.repl.options;

import dev.keeptrail.engine.PolicyEngines;
import picocli.CommandLine.Option;

/** {@code --engine}. */
public final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "drools|reference",
      converter = OptionWords.Engines.class,
      completionCandidates = OptionWords.Engines.class,
      description = "Which engine decides; both decide the same. Default: drools.")
  private String engine = PolicyEngines.DEFAULT;

  /** Its word. */
  public String engine() {
    return engine;
  }
}
