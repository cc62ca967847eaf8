package dev.keeptrail.gateway.consent;

import dev.keeptrail.engine.exchange.Consent;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.kind.bundled.GdprCompliance;
import dev.keeptrail.gateway.extraction.Reach;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.repetition.Headers;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the consents that requests show, for each {@code gdpr-compliance} of a pack. A
 * policy in shadow mode asks nobody: it takes what is shown for good. Thread-safe.
 */
public final class Consents {
  /** A longer one is none. */
  static final int MAX_TOKEN = 4_096;

  /** No policy asks for any. */
  public static final Consents NONE = new Consents(List.of());

  private final List<Wanted> wanted;

  private Consents(List<Wanted> wanted) {
    this.wanted = List.copyOf(wanted);
  }

  /**
   * What one policy asks for.
   *
   * @param service null takes what is shown for good
   */
  private record Wanted(String policy, String header, @Nullable ConsentService service) {}

  /**
   * What the plan asks for.
   *
   * @param reach which addresses may be asked, and how
   */
  public static Consents of(PackPlan plan, Reach reach) {
    List<Wanted> wanted = new ArrayList<>();
    for (PolicyPlan policy : plan.chain()) {
      if (policy.kind().equals(GdprCompliance.NAME)) {
        var kind = new GdprCompliance();
        GdprCompliance.Config config =
            kind.configure(new Settings(kind.schema(), policy.settings()));
        boolean asks = policy.mode() == PolicyMode.ENFORCE && config.required();
        URI endpoint = asks ? config.endpoint().orElse(null) : null;
        ConsentService service = endpoint == null ? null : new ConsentService(endpoint, reach);
        wanted.add(new Wanted(policy.name(), config.header(), service));
      }
    }
    return wanted.isEmpty() || !plan.pack().enabled() ? NONE : new Consents(wanted);
  }

  /**
   * One fact for each policy whose header the request has.
   *
   * @param headers of the request; of a header that came twice the first counts
   * @param recall called once nobody waits for the request any more; no service is waited for then
   */
  public List<Fact> facts(Headers headers, Recall recall) {
    List<Fact> facts = new ArrayList<>();
    for (Wanted one : wanted) {
      String token = headers.values(one.header()).stream().findFirst().orElse("");
      if (!token.isBlank()) {
        facts.add(state(one, token.strip(), recall).fact(one.policy()));
      }
    }
    return facts;
  }

  private static Consent state(Wanted one, String token, Recall recall) {
    if (token.length() > MAX_TOKEN) {
      return Consent.REFUSED;
    }
    return one.service() == null ? Consent.GOOD : one.service().ask(token, recall);
  }
}
