package dev.keeptrail.gateway.http;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.administration.LedgerStanding;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pages that say how the gateway is. None of them needs a token or takes a place inside. */
final class StatusRoutes {
  private final Doorway doorway;
  private final BooleanSupplier spending;
  private final CallerSettings callers;
  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;
  private final LedgerStanding standing;
  private final GatewayMetrics metrics;
  private final Supplier<List<String>> troubles;
  private final String gatewayId;
  private final Clock clock;
  private final Instant started;

  /**
   * Asks what it needs when somebody asks.
   *
   * @param spending whether spending can be written down
   */
  StatusRoutes(
      Doorway doorway,
      BooleanSupplier spending,
      CallerSettings callers,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      LedgerStanding standing,
      GatewayMetrics metrics,
      Supplier<List<String>> troubles,
      String gatewayId,
      Clock clock) {
    this.doorway = doorway;
    this.spending = spending;
    this.callers = callers;
    this.serving = serving;
    this.reloader = reloader;
    this.standing = standing;
    this.metrics = metrics;
    this.troubles = troubles;
    this.gatewayId = gatewayId;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** The process lives. */
  void live(Context context) throws IOException {
    json(context, 200, JsonNodeFactory.instance.objectNode().put("status", "alive"));
  }

  /** Requests are let in, and what becomes of them can be recorded. */
  void ready(Context context) throws IOException {
    boolean open = doorway.state() == Doorway.State.OPEN;
    boolean records = records();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    List<String> problems = problems();
    body.put(
        "status",
        !open
            ? doorway.state().word()
            : !records ? "not_recording" : problems.isEmpty() ? "ready" : "degraded");
    problems.forEach(body.putArray("problems")::add);
    json(context, open && records ? 200 : 503, body);
  }

  /** Tries both: what is found out of the one says nothing of the other. */
  private boolean records() {
    boolean events = standing.takesEvents();
    return spending.getAsBoolean() && events;
  }

  void health(Context context) throws IOException {
    Packs<Serving> packs = serving.current();
    Serving current = packs.common();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    boolean open = doorway.state() == Doorway.State.OPEN && records();
    List<String> problems = problems();
    body.put("status", !open ? "unhealthy" : problems.isEmpty() ? "healthy" : "degraded");
    body.put("state", doorway.state().word());
    body.put("uptime_seconds", Duration.between(started, clock.instant()).toSeconds());
    body.put("version", version());
    body.put("gateway_id", gatewayId);
    providers(current, body);
    body.put("policies_loaded", current.program().plan().chain().size());
    body.put("requests_processed", metrics.processed());
    body.put("requests_inside", doorway.inside());
    pack(current, body);
    if (!packs.ofGroups().isEmpty()) {
      ObjectNode groups = body.putObject("consumer_groups");
      packs
          .ofGroups()
          .forEach((group, one) -> {
            ObjectNode served = groups.putObject(group);
            pack(one, served);
            providers(one, served);
          });
    }
    if (reloader != null && reloader.last().isPresent()) {
      body.set("last_reload", AdminRoutes.json(reloader.last().get()));
    }
    ledger(standing, body);
    problems.forEach(body.putArray("problems")::add);
    json(context, 200, body);
  }

  /** How the ledger stands, and since when it does not take events. */
  static void ledger(LedgerStanding standing, ObjectNode body) {
    Instant since = standing.stoppedSince().orElse(null);
    ObjectNode ledger = body.putObject("ledger").put("healthy", since == null);
    if (since != null) {
      ledger.put("since", since.toString());
    }
  }

  private static void providers(Serving served, ObjectNode body) {
    ObjectNode providers = body.putObject("providers");
    for (Target target : served.targets().all()) {
      providers.put(target.id(), word(target.reachable()));
    }
    served.servers().forEach((id, server) -> providers.put(id, word(server.reachable())));
  }

  private static String word(boolean reachable) {
    return reachable ? "reachable" : "unreachable";
  }

  private static void pack(Serving served, ObjectNode body) {
    PolicyProgram program = served.program();
    var pack = program.plan().pack();
    ObjectNode about = body.putObject("pack");
    about
        .put("name", pack.name())
        .put("version", pack.version())
        .put("digest", program.planDigest())
        .put("enabled", pack.enabled());
    served.signers().forEach(about.putArray("signed_by")::add);
    about.put("since", served.since().toString());
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
    serving.all().forEach(served -> addProblems(served, problems));
    standing
        .stoppedSince()
        .ifPresent(since ->
            problems.add(
                "the ledger does not take events since %s, and nothing is asked until it does"
                    .formatted(since)));
    if (callers.check() instanceof CallerCheck.Known known) {
      problems.addAll(known.problems());
    }
    if (reloader != null && reloader.last().filter(ReloadRecord::refused).isPresent()) {
      problems.add("the last reload was refused; the pack before it is served");
    }
    if (reloader != null
        && reloader.last().filter(last -> last.shadowProblem() != null).isPresent()) {
      problems.add("the last reload of a candidate was refused; the one before it is judged with");
    }
    problems.addAll(troubles.get());
    return problems;
  }

  private static void addProblems(Serving served, List<String> problems) {
    if (!served.program().plan().pack().enabled()) {
      problems.add(Packs.problem(served.group(), "the pack is disabled: nothing is evaluated"));
    }
    for (Target target : served.targets().all()) {
      if (!target.available()) {
        problems.add(
            Packs.problem(served.group(), "provider target `" + target.id() + "` has no key"));
      }
    }
  }

  private static String version() {
    @Nullable String version = StatusRoutes.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void json(Context context, int status, ObjectNode body) throws IOException {
    Reply.send(context.res(), status, Reply.JSON, StrictJson.write(body));
  }
}
