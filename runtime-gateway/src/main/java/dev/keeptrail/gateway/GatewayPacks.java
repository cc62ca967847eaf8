package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.gateway.shadow.ShadowPacks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packs that a gateway serves.
 *
 * @param first what it starts with; these programs stay the caller's, those that replace them are
 *     the gateway's
 * @param sources where other packs for the same groups come from; null when these are served for
 *     good
 * @param unknown what becomes of callers whose group has no pack, where any group has one
 * @param shadows candidates that are shown the traffic of these packs; null for none
 */
public record GatewayPacks(
    Packs<ServedProgram> first,
    @Nullable Packs<PackSource> sources,
    UnknownGroups unknown,
    @Nullable ShadowPacks shadows) {
  public GatewayPacks {
    if (sources != null && !sources.byGroup().keySet().equals(first.byGroup().keySet())) {
      throw new IllegalArgumentException("each pack needs its source");
    }
    if (shadows != null && !first.byGroup().keySet().containsAll(shadows.byGroup().keySet())) {
      throw new IllegalArgumentException("a candidate is for a pack that is served");
    }
  }

  /** One pack for everybody, for good. */
  public static GatewayPacks of(PolicyProgram program) {
    return new GatewayPacks(
        Packs.of(new ServedProgram(program, List.of())), null, UnknownGroups.REFUSE, null);
  }

  /** One pack for everybody, that can be replaced. */
  public static GatewayPacks of(PolicyProgram program, PackSource source) {
    return new GatewayPacks(
        Packs.of(new ServedProgram(program, List.of())),
        Packs.of(source),
        UnknownGroups.REFUSE,
        null);
  }
}
