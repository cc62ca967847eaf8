package dev.keeptrail.spark;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.price.PriceTable;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.options.RepricingOption;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.SideBySide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packs that this process judges with. Loaded once for all partitions that come here, and kept
 * as long as the process runs, which is as long as the job does. Thread-safe.
 */
final class Judges {
  private static final Map<Judging, Judge> LOADED = new HashMap<>();

  private Judges() {}

  /**
   * Packs that are ready, and the keys of this machine.
   *
   * @param prices null for those of the time
   */
  record Judge(SideBySide sides, CaptureKeys keys, @Nullable PriceTable prices) {}

  /**
   * Those for a job.
   *
   * @throws ReplayFailedException when a pack cannot be loaded here, or a key is not here
   */
  static Judge of(Judging judging) throws ReplayFailedException {
    synchronized (LOADED) {
      Judge judge = LOADED.get(judging);
      if (judge == null) {
        judge = load(judging);
        LOADED.put(judging, judge);
      }
      return judge;
    }
  }

  private static Judge load(Judging judging) throws ReplayFailedException {
    CaptureKeys keys = KeyReferences.resolve(judging.keys(), System.getenv());
    String other = judging.baseline();
    String prices = judging.prices();
    // WHY: plug-ins live as long as the packs that ask them, which is as long as the process does.
    List<PlugIn> plugIns = DetectorsText.open(judging.detectors()).all();
    @Nullable ReplayPack baseline = other == null ? null : pack(other, judging, plugIns);
    return new Judge(
        new SideBySide(pack(judging.candidate(), judging, plugIns), baseline),
        keys,
        prices == null ? null : RepricingOption.table(prices));
  }

  private static ReplayPack pack(String plan, Judging judging, List<PlugIn> plugIns)
      throws ReplayFailedException {
    try {
      return ReplayPack.of(
          JudgedPack.load(
              PlanReader.read(plan), judging.engine(), findings(judging.findings()), plugIns),
          // Shares of a report say nothing of files.
          "");
    } catch (PlanFormatException | PlanLoadException unloadable) {
      throw new ReplayFailedException(String.valueOf(unloadable.getMessage()));
    }
  }

  private static FindingsFrom findings(String word) {
    return Stream.of(FindingsFrom.values())
        .filter(from -> from.word().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
