package dev.keeptrail.cli;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.gateway.tunnel.ShortQuestion;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks each target's address for anything at all, without a key. Only when told to.
 *
 * @param proxy on the way to those that are asked over https; null for none
 */
record DoctorProviders(boolean online, @Nullable OutboundProxy proxy) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  List<DoctorCheck> checks(List<ProviderPlan> targets) throws InterruptedException {
    if (!online) {
      return List.of(
          DoctorCheck.skipped("provider", "no provider was asked; `--online` asks them"));
    }
    List<DoctorCheck> checks = new ArrayList<>();
    for (ProviderPlan target : targets) {
      checks.add(check(target));
    }
    return checks;
  }

  private DoctorCheck check(ProviderPlan target) throws InterruptedException {
    String address =
        target.baseUrl() == null
            ? ProviderKind.of(target.provider()).map(ProviderKind::address).orElse(null)
            : target.baseUrl();
    if (address == null) {
      return DoctorCheck.ok("provider", "%s answers from inside".formatted(target.id()));
    }
    String place = "%s at %s".formatted(target.id(), address);
    try {
      URI uri = URI.create(address);
      String way = proxy != null && proxy.leadsTo(uri) ? " through " + proxy.address() : "";
      return asked(place + way, uri);
    } catch (IllegalArgumentException wrong) {
      return DoctorCheck.failed("provider", place + " is no address", "check `base_url`");
    }
  }

  private DoctorCheck asked(String place, URI address) throws InterruptedException {
    try {
      int status = ShortQuestion.ask(address, proxy, 0, PATIENCE).status();
      return DoctorCheck.ok(
          "provider", "%s answers (status %d without a key)".formatted(place, status));
    } catch (IOException unreachable) {
      return DoctorCheck.failed(
          "provider",
          "%s: %s".formatted(place, unreachable.getMessage()),
          "check `base_url`, name resolution, the way out and its proxy");
    }
  }
}
