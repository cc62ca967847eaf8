package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.shadow.ShadowJudge;
import dev.keeptrail.gateway.shadow.ShadowPacks;
import dev.keeptrail.gateway.shadow.ShadowSource;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.repl.judge.JudgedPack;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a gateway, and where their differences go. A gateway that was started closes
 * the candidates.
 *
 * @param packs null where there are none
 */
record OpenedShadows(@Nullable ShadowPacks packs) implements AutoCloseable {
  /**
   * Opens them.
   *
   * @param files by the group whose traffic each is shown
   */
  static OpenedShadows open(
      Invocation invocation,
      SortedMap<String, Path> files,
      String engine,
      PlugIns plugIns,
      Path ledger)
      throws CommandFailedException, PlanLoadException, LedgerException {
    if (files.isEmpty()) {
      return new OpenedShadows(null);
    }
    var loading =
        new ReplayPacks(
            invocation, plugIns, plan -> JudgedPack.besideTraffic(plan, engine, plugIns.all()));
    SortedMap<String, ShadowPacks.Candidate> candidates = new TreeMap<>();
    boolean whole = false;
    try {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        var source = new FileSource(loading, file.getValue());
        candidates.put(
            file.getKey(),
            new ShadowPacks.Candidate(new ShadowPack(loading.load(file.getValue())), source));
      }
      var packs = new ShadowPacks(candidates, Ledgers.openShadowForAppend(ledger));
      whole = true;
      return new OpenedShadows(packs);
    } finally {
      if (!whole) {
        candidates.values().forEach(candidate -> candidate.first().close());
      }
    }
  }

  @Override
  public void close() {
    if (packs != null) {
      packs.log().close();
    }
  }

  /** A candidate's file, to be read again. */
  private record FileSource(ReplayPacks loading, Path file) implements ShadowSource {
    @Override
    public ShadowJudge read() throws PackRefusedException {
      try {
        return new ShadowPack(loading.load(file));
      } catch (CommandFailedException | PlanLoadException refused) {
        throw new PackRefusedException("candidate `%s`: %s".formatted(file, refused.getMessage()));
      }
    }
  }
}
