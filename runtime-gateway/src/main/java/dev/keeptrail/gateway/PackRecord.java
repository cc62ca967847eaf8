package dev.keeptrail.gateway;

import dev.keeptrail.gateway.administration.PackTrail;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.ledger.LedgerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts on the administrative trail which packs are served; does nothing where there is none. */
record PackRecord(@Nullable PackTrail trail, GatewayPacks packs) {
  static PackRecord of(GatewaySettings settings, GatewayPacks packs) {
    AdministrationSettings asked = settings.administration();
    PackTrail trail =
        asked == null
            ? null
            : new PackTrail(asked.administration(), asked.operator(), settings.gatewayId());
    return new PackRecord(trail, packs);
  }

  /** Puts the first packs on record before anything is decided by them. */
  void begin() throws LedgerException {
    if (trail != null) {
      trail.started(packs.first(), texts());
    }
  }

  void reloaded(ServingSwitch serving, ReloadRecord done) {
    if (trail != null) {
      var now = serving.current().map(one -> new ServedProgram(one.program(), one.signers()));
      trail.reloaded(done, now, texts());
    }
  }

  /** The texts that the packs were made of, by group. */
  private Map<String, SourceTexts> texts() {
    Packs<PackSource> sources = packs.sources();
    return sources == null ? Map.of() : sources.map(PackSource::sources).byGroup();
  }
}
