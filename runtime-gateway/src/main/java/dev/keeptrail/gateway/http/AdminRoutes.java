package dev.keeptrail.gateway.http;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PolicyPlan;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;

  public AdminRoutes(ServingSwitch serving, @Nullable Reloader reloader) {
    this.serving = serving;
    this.reloader = reloader;
  }

  void config(Context context) throws IOException {
    Serving current = serving.current();
    PolicyProgram program = current.program();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var pack = program.plan().pack();
    body.putObject("pack")
        .put("name", pack.name())
        .put("version", pack.version())
        .put("enabled", pack.enabled())
        .put("digest", program.planDigest());
    current.signers().forEach(body.putArray("signed_by")::add);
    var chain = body.putObject("policies").putArray("chain");
    program.plan().chain().stream().map(PolicyPlan::name).forEach(chain::add);
    body.put("since", current.since().toString());
    Optional<ReloadRecord> last = reloader == null ? Optional.empty() : reloader.last();
    if (last.isPresent()) {
      body.set("last_reload", json(last.get()));
    } else {
      body.putNull("last_reload");
    }
    send(context, 200, StrictJson.write(body));
  }

  /** The plan that is served, in canonical form; secrets stand there by reference only. */
  void plan(Context context) throws IOException {
    String json = PlanJson.canonical(serving.current().program().plan());
    send(context, 200, json.getBytes(StandardCharsets.UTF_8));
  }

  void reload(Context context) throws IOException {
    if (reloader == null) {
      Reply.refuse(context.res(), FOR_GOOD, "", null);
    } else {
      send(context, reloader.reload("request"));
    }
  }

  void revert(Context context) throws IOException {
    if (reloader == null) {
      Reply.refuse(context.res(), FOR_GOOD, "", null);
    } else {
      send(context, reloader.revert());
    }
  }

  private static void send(Context context, ReloadRecord done) throws IOException {
    send(context, done.refused() ? 422 : 200, StrictJson.write(json(done)));
  }

  static ObjectNode json(ReloadRecord done) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("at", done.at().toString())
        .put("cause", done.cause())
        .put("outcome", done.refused() ? "refused" : done.changed() ? "replaced" : "unchanged")
        .put("problem", done.problem())
        .put("digest", done.digest());
  }

  private static void send(Context context, int status, byte[] body) throws IOException {
    Reply.send(context.res(), status, Reply.JSON, body);
  }
}
