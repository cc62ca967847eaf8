package dev.keeptrail.repl.options;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How captured exchanges are judged: {@code --findings} and {@code --engine}. */
public final class JudgingOptions {
  @Option(
      names = "--findings",
      paramLabel = "auto|recorded|fresh",
      converter = OptionWords.Findings.class,
      completionCandidates = OptionWords.Findings.class,
      description =
          "Where findings come from: auto scans full captures again and answers from redacted ones"
              + " what they can; recorded takes what was found then; fresh scans. Default: auto.")
  private FindingsFrom findings = FindingsFrom.AUTO;

  @Mixin private EngineOption engine = new EngineOption();

  public FindingsFrom findings() {
    return findings;
  }

  /** The word of an engine. */
  public String engine() {
    return engine.engine();
  }

  /**
   * Makes a plan ready to judge with.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public JudgedPack load(PackPlan plan, List<PlugIn> plugIns) throws PlanLoadException {
    return JudgedPack.load(plan, engine(), findings, plugIns);
  }
}
