package dev.keeptrail.spark;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
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

  /** Packs that are ready, and the keys of this machine. */
  record Judge(SideBySide sides, CaptureKeys keys) {}

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
    @Nullable ReplayPack baseline = other == null ? null : pack(other, judging);
    return new Judge(new SideBySide(pack(judging.candidate(), judging), baseline), keys);
  }

  private static ReplayPack pack(String plan, Judging judging) throws ReplayFailedException {
    try {
      return ReplayPack.of(
          JudgedPack.load(
              PlanReader.read(plan), judging.engine(), findings(judging.findings()), List.of()));
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
