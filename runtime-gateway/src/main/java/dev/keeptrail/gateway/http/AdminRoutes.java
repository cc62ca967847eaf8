package dev.keeptrail.gateway.http;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.administration.LedgerStanding;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.shadow.ShadowStatus;
import dev.keeptrail.gateway.telemetry.ProviderCounts;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators ask of a gateway: what it serves, and to serve something else. Thread-safe. */
public final class AdminRoutes {
  private static final Refusal FOR_GOOD =
      Refusal.of(
          409,
          ErrorType.VALIDATION_ERROR,
          "not_reloadable",
          "this gateway serves one pack for good; start it with a pack file");

  private static final Refusal NO_GROUP =
      Refusal.of(
          404,
          ErrorType.VALIDATION_ERROR,
          "not_found",
          "this gateway serves no pack for a consumer group of this name");

  private final String gatewayId;
  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;
  private final Supplier<List<ShadowStatus>> shadows;
  private final ProviderReports providers;
  private final LedgerStanding standing;
  private final CallerCheck callers;

  /**
   * Looks at what is served.
   *
   * @param gatewayId what this gateway is called
   * @param shadows how candidates fare
   * @param counts what came of asking providers
   * @param standing whether the ledger takes events
   * @param callers what callers must show
   */
  public AdminRoutes(
      String gatewayId,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Supplier<List<ShadowStatus>> shadows,
      ProviderCounts counts,
      LedgerStanding standing,
      CallerCheck callers) {
    this.gatewayId = gatewayId;
    this.standing = standing;
    this.callers = callers;
    this.providers = new ProviderReports(serving, counts);
    this.serving = serving;
    this.reloader = reloader;
    this.shadows = shadows;
  }

  void config(Context context) throws IOException {
    Packs<Serving> current = serving.current();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("gateway_id", gatewayId);
    describe(current.common(), body);
    ObjectNode groups = body.putObject("consumer_groups");
    current.ofGroups().forEach((group, one) -> describe(one, groups.putObject(group)));
    ArrayNode candidates = body.putArray("shadows");
    shadows.get().forEach(one -> describe(one, candidates.addObject()));
    Optional<ReloadRecord> last = reloader == null ? Optional.empty() : reloader.last();
    if (last.isPresent()) {
      body.set("last_reload", json(last.get()));
    } else {
      body.putNull("last_reload");
    }
    // Tried, because an operator who made room wants to see what came of it.
    boolean ignored = standing.takesEvents();
    StatusRoutes.ledger(standing, body);
    ArrayNode problems = body.putObject("callers").putArray("problems");
    if (callers instanceof CallerCheck.Known known) {
      known.problems().forEach(problems::add);
    }
    send(context, 200, StrictJson.write(body));
  }

  private static void describe(ShadowStatus candidate, ObjectNode body) {
    if (!candidate.group().equals(Packs.COMMON)) {
      body.put("consumer_group", candidate.group());
    }
    body.put("pack", candidate.label()).put("digest", candidate.digest());
    candidate.changes().forEach(body.putObject("changes")::put);
  }

  private static void describe(Serving served, ObjectNode body) {
    PolicyProgram program = served.program();
    var pack = program.plan().pack();
    body.putObject("pack")
        .put("name", pack.name())
        .put("version", pack.version())
        .put("enabled", pack.enabled())
        .put("digest", program.planDigest());
    served.signers().forEach(body.putArray("signed_by")::add);
    var chain = body.putObject("policies").putArray("chain");
    program.plan().chain().stream().map(PolicyPlan::name).forEach(chain::add);
    body.put("since", served.since().toString());
  }

  /**
   * The plan that everybody is served with, or those of a consumer group; in canonical form, where
   * secrets stand by reference only.
   */
  void plan(Context context) throws IOException {
    String group = context.queryParam("group");
    Serving served = serving.current().byGroup().get(group == null ? Packs.COMMON : group);
    if (served == null) {
      Reply.refuse(context.res(), NO_GROUP, "", null);
    } else {
      String json = PlanJson.canonical(served.program().plan());
      send(context, 200, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** How each provider target is doing. */
  void providers(Context context) throws IOException {
    send(context, 200, StrictJson.write(providers.all()));
  }

  void reload(Context context, Operator operator) throws IOException {
    change(context, operator, (reloading, by) -> reloading.reload("request", by));
  }

  void revert(Context context, Operator operator) throws IOException {
    change(context, operator, Reloader::revert);
  }

  /** What is served instead. */
  @FunctionalInterface
  private interface Change {
    ReloadRecord make(Reloader reloader, @Nullable Actor by);
  }

  private void change(Context context, Operator operator, Change change) throws IOException {
    if (reloader == null) {
      Reply.refuse(context.res(), FOR_GOOD, "", null);
      return;
    }
    try {
      String said = Reviewers.said(context.req());
      send(context, change.make(reloader, Reviewers.known(Reviewers.called(operator, said))));
    } catch (EscalationException unfit) {
      Reply.refuse(context.res(), Reviewers.refusal(unfit), "", null);
    }
  }

  private static void send(Context context, ReloadRecord done) throws IOException {
    send(context, done.refused() ? 422 : 200, StrictJson.write(json(done)));
  }

  static ObjectNode json(ReloadRecord done) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("at", done.at().toString())
        .put("cause", done.cause())
        .put("outcome", done.refused() ? "refused" : done.changed() ? "replaced" : "unchanged")
        .put("problem", done.problem())
        .put("digest", done.digest());
    if (!done.groups().isEmpty()) {
      done.groups().forEach(body.putObject("consumer_groups")::put);
    }
    if (done.shadowProblem() != null) {
      body.put("shadow_problem", done.shadowProblem());
    }
    return body;
  }

  private static void send(Context context, int status, byte[] body) throws IOException {
    Reply.send(context.res(), status, Reply.JSON, body);
  }
}
