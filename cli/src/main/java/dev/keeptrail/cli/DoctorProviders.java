package dev.keeptrail.cli;

import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks each target's address for anything at all, without a key. Only when told to. */
record DoctorProviders(List<ProviderPlan> targets, boolean online) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  List<DoctorCheck> checks() throws InterruptedException {
    if (!online) {
      return List.of(
          DoctorCheck.skipped("provider", "no provider was asked; `--online` asks them"));
    }
    List<DoctorCheck> checks = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (ProviderPlan target : targets) {
        checks.add(check(client, target));
      }
    }
    return checks;
  }

  private static DoctorCheck check(HttpClient client, ProviderPlan target)
      throws InterruptedException {
    String address =
        target.baseUrl() == null
            ? ProviderKind.of(target.provider()).map(ProviderKind::address).orElse(null)
            : target.baseUrl();
    if (address == null) {
      return DoctorCheck.ok("provider", "%s answers from inside".formatted(target.id()));
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
      return DoctorCheck.ok(
          "provider",
          "%s at %s answers (status %d without a key)"
              .formatted(target.id(), address, response.statusCode()));
    } catch (IOException | IllegalArgumentException unreachable) {
      return DoctorCheck.failed(
          "provider",
          "%s at %s does not answer: %s"
              .formatted(target.id(), address, unreachable.getClass().getSimpleName()),
          "check `base_url`, name resolution, the way out and its proxy");
    }
  }
}
