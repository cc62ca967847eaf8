package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.SimilarTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The detectors of a program that compare texts by what they mean: one for each such policy. */
final class Comparing implements AutoCloseable {
  private final Map<String, PlugIn> byPolicy = new LinkedHashMap<>();

  private Comparing() {}

  /**
   * Opens them, each once for all phases.
   *
   * @throws PlanLoadException when one cannot be had; nothing is then left open
   */
  static Comparing open(Collection<ChainSpec> chains, EngineOptions options)
      throws PlanLoadException {
    var comparing = new Comparing();
    try {
      for (ChainSpec chain : chains) {
        for (PolicySpec policy : chain.policies()) {
          SimilarTexts wanted = policy.lowering().similar();
          if (wanted != null && !comparing.byPolicy.containsKey(policy.name())) {
            comparing.byPolicy.put(
                policy.name(), options.embedders().plugIn(policy.name(), wanted));
          }
        }
      }
      return comparing;
    } catch (PlanLoadException e) {
      comparing.close();
      throw e;
    }
  }

  /** Those plug-ins, and the detectors of the chain's own policies. */
  List<PlugIn> with(List<PlugIn> plugIns, ChainSpec chain) {
    List<PlugIn> all = new ArrayList<>(plugIns);
    for (PolicySpec policy : chain.policies()) {
      PlugIn own = byPolicy.get(policy.name());
      if (own != null) {
        all.add(own);
      }
    }
    return List.copyOf(all);
  }

  @Override
  public void close() {
    byPolicy.values().forEach(PlugIn::close);
  }
}
