package dev.keeptrail.gateway.administration;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the packs that a gateway serves, so that each event's digest can be looked up later, and
 * puts on the trail when which one came into force. Thread-safe.
 */
public final class PackTrail {
  private static final Logger LOG = LoggerFactory.getLogger(PackTrail.class);
  private static final int MOST_CHARACTERS = 4_000;

  private final Administration administration;
  private final Actor operator;
  private final String gatewayId;

  public PackTrail(Administration administration, Actor operator, String gatewayId) {
    this.administration = administration;
    this.operator = operator;
    this.gatewayId = gatewayId;
  }

  /**
   * A pack is in force from now on.
   *
   * @param sources the texts that it was made of, by path; empty where they are not known
   */
  public void loaded(
      PolicyProgram program, List<String> signers, Map<String, String> sources, String cause)
      throws LedgerException {
    PackIdentity pack = program.plan().pack();
    administration.keep(
        new StoredPack(
            program.planDigest(),
            pack.name(),
            pack.version(),
            PlanJson.canonical(program.plan()),
            sources));
    Map<String, String> details = details(cause, program.planDigest());
    details.put("version", pack.version());
    details.put("enabled", Boolean.toString(pack.enabled()));
    if (!signers.isEmpty()) {
      details.put("signed_by", String.join(" ", signers));
    }
    administration.note("pack.loaded", operator, pack.name(), details);
  }

  /** What became of a reload, after the fact: what is served is served. */
  public void reloaded(
      ReloadRecord done, PolicyProgram served, List<String> signers, Map<String, String> sources) {
    try {
      if (done.changed()) {
        loaded(served, signers, sources, done.cause());
      } else if (done.refused()) {
        Map<String, String> details = details(done.cause(), done.digest());
        details.put("problem", shortened(String.valueOf(done.problem())));
        administration.note("pack.refused", operator, served.plan().pack().name(), details);
      }
    } catch (LedgerException failed) {
      LOG.error("a reload is not on the administrative trail: {}", failed.getMessage());
    }
  }

  private Map<String, String> details(String cause, String digest) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("gateway_id", gatewayId);
    details.put("cause", cause);
    details.put("digest", digest);
    return details;
  }

  private static String shortened(String problem) {
    return problem.length() <= MOST_CHARACTERS ? problem : problem.substring(0, MOST_CHARACTERS);
  }
}
