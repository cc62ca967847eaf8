package dev.keeptrail.gateway.administration;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /** What was served after the last change, by group. */
  private volatile @Nullable Packs<String> known;

  public PackTrail(Administration administration, Actor operator, String gatewayId) {
    this.administration = administration;
    this.operator = operator;
    this.gatewayId = gatewayId;
  }

  /**
   * The first packs are in force from now on.
   *
   * @param texts that they were made of, by group; none where they are not known
   */
  public void started(Packs<ServedProgram> packs, Map<String, SourceTexts> texts)
      throws LedgerException {
    for (Map.Entry<String, ServedProgram> pack : packs.byGroup().entrySet()) {
      loaded(pack.getKey(), pack.getValue(), texts, "start", operator);
    }
    known = packs.map(PackTrail::identity);
  }

  /**
   * What became of a reload, after the fact: what is served is served. For one thread at a time.
   *
   * @param now what is served after it
   * @param texts that were read last, by group; none where they are not known
   */
  public void reloaded(
      ReloadRecord done, Packs<ServedProgram> now, Map<String, SourceTexts> texts) {
    // What is reverted to is not what the files say now.
    boolean read = !done.cause().equals(Reloader.REVERT);
    Packs<String> before = known;
    Actor by = done.by() == null ? operator : done.by();
    try {
      if (done.refused()) {
        Map<String, String> details = details(done.cause(), done.digest());
        details.put("problem", shortened(String.valueOf(done.problem())));
        String name = now.common().program().plan().pack().name();
        administration.note("pack.refused", by, name, details);
      } else if (done.changed()) {
        for (Map.Entry<String, ServedProgram> pack : now.byGroup().entrySet()) {
          String was = before == null ? null : before.byGroup().get(pack.getKey());
          if (!identity(pack.getValue()).equals(was)) {
            loaded(pack.getKey(), pack.getValue(), read ? texts : Map.of(), done.cause(), by);
          }
        }
        known = now.map(PackTrail::identity);
      }
    } catch (LedgerException failed) {
      LOG.error("a reload is not on the administrative trail: {}", failed.getMessage());
    }
  }

  private void loaded(
      String group, ServedProgram served, Map<String, SourceTexts> texts, String cause, Actor by)
      throws LedgerException {
    PolicyProgram program = served.program();
    SourceTexts made = texts.getOrDefault(group, SourceTexts.UNKNOWN);
    PackIdentity pack = program.plan().pack();
    var kept =
        new StoredPack(
            program.planDigest(),
            pack.name(),
            pack.version(),
            PlanJson.canonical(program.plan()),
            made.byPath());
    administration.keep(kept);
    Map<String, String> details = details(cause, program.planDigest());
    details.put("version", pack.version());
    details.put("sources", kept.sourcesDigest());
    details.put("enabled", Boolean.toString(pack.enabled()));
    if (!group.equals(Packs.COMMON)) {
      details.put("consumer_group", group);
    }
    if (!served.signers().isEmpty()) {
      details.put("signed_by", String.join(" ", served.signers()));
    }
    for (int layer = 0; layer < made.layers().size(); layer++) {
      details.put("layer." + layer, made.layers().get(layer));
    }
    administration.note("pack.loaded", by, pack.name(), details);
  }

  private static String identity(ServedProgram served) {
    return served.program().planDigest() + " " + String.join(" ", served.signers());
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
