package dev.keeptrail.gateway.http;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.ledger.EventStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pages that say how the gateway is. None of them needs a token or takes a place inside. */
final class StatusRoutes {
  private final Doorway doorway;
  private final PolicyProgram program;
  private final Targets targets;
  private final EventStore store;
  private final GatewayMetrics metrics;
  private final String gatewayId;
  private final List<String> packSigners;
  private final Clock clock;
  private final Instant started;

  StatusRoutes(
      Doorway doorway,
      PolicyProgram program,
      Targets targets,
      EventStore store,
      GatewayMetrics metrics,
      String gatewayId,
      List<String> packSigners,
      Clock clock) {
    this.doorway = doorway;
    this.program = program;
    this.targets = targets;
    this.store = store;
    this.metrics = metrics;
    this.gatewayId = gatewayId;
    this.packSigners = packSigners;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** The process lives. */
  void live(Context context) throws IOException {
    json(context, 200, JsonNodeFactory.instance.objectNode().put("status", "alive"));
  }

  /** Requests are let in. */
  void ready(Context context) throws IOException {
    Doorway.State state = doorway.state();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    List<String> problems = problems();
    boolean degraded = state == Doorway.State.OPEN && !problems.isEmpty();
    body.put("status", degraded ? "degraded" : state.word());
    problems.forEach(body.putArray("problems")::add);
    json(context, state == Doorway.State.OPEN ? 200 : 503, body);
  }

  void health(Context context) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    List<String> problems = problems();
    boolean open = doorway.state() == Doorway.State.OPEN;
    body.put("status", !open ? "unhealthy" : problems.isEmpty() ? "healthy" : "degraded");
    body.put("state", doorway.state().word());
    body.put("uptime_seconds", Duration.between(started, clock.instant()).toSeconds());
    body.put("version", version());
    body.put("gateway_id", gatewayId);
    ObjectNode providers = body.putObject("providers");
    for (Target target : targets.all()) {
      providers.put(target.id(), target.reachable() ? "reachable" : "unreachable");
    }
    body.put("policies_loaded", program.plan().chain().size());
    body.put("requests_processed", metrics.processed());
    body.put("requests_inside", doorway.inside());
    var pack = program.plan().pack();
    ObjectNode served = body.putObject("pack");
    served
        .put("name", pack.name())
        .put("version", pack.version())
        .put("digest", program.planDigest())
        .put("enabled", pack.enabled());
    packSigners.forEach(served.putArray("signed_by")::add);
    body.putObject("ledger").put("healthy", store.healthy());
    problems.forEach(body.putArray("problems")::add);
    json(context, 200, body);
  }

  void metrics(Context context) throws IOException {
    Reply.send(
        context.res(),
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private List<String> problems() {
    var problems = new ArrayList<String>();
    if (!program.plan().pack().enabled()) {
      problems.add("the pack is disabled: nothing is evaluated");
    }
    if (!store.healthy()) {
      problems.add("the ledger does not take events");
    }
    for (Target target : targets.all()) {
      if (!target.available()) {
        problems.add("provider target `" + target.id() + "` has no key");
      }
    }
    return problems;
  }

  private static String version() {
    @Nullable String version = StatusRoutes.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void json(Context context, int status, ObjectNode body) throws IOException {
    Reply.send(context.res(), status, Reply.JSON, StrictJson.write(body));
  }
}
