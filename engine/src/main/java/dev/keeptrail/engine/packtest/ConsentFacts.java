package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.exchange.Consent;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.kind.bundled.GdprCompliance;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The consents in the headers of a test: a test asks nobody, so what is shown is good. */
final class ConsentFacts {
  private ConsentFacts() {}

  /**
   * One for each policy that finds its header.
   *
   * @param headers names in lower case
   */
  static List<Fact> of(PackPlan plan, Map<String, String> headers) {
    List<Fact> facts = new ArrayList<>();
    for (PolicyPlan policy : plan.chain()) {
      if (policy.kind().equals(GdprCompliance.NAME)) {
        var kind = new GdprCompliance();
        String header = kind.configure(new Settings(kind.schema(), policy.settings())).header();
        if (!headers.getOrDefault(header, "").isBlank()) {
          facts.add(Consent.GOOD.fact(policy.name()));
        }
      }
    }
    return facts;
  }
}
