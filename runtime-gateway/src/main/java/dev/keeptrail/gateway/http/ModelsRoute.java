package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.ServingSwitch;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code GET /v1/models}: the models the pack names, in its order, each once. */
final class ModelsRoute {
  private final ServingSwitch serving;
  private final Callers callers;
  private final Supplier<String> requestIds;

  ModelsRoute(ServingSwitch serving, Callers callers, Supplier<String> requestIds) {
    this.serving = serving;
    this.callers = callers;
    this.requestIds = requestIds;
  }

  void handle(Context context) throws IOException {
    String requestId = requestIds.get();
    try {
      callers.check(context.req(), KeyScope.MODELS);
      Reply.json(context.res(), 200, requestId, null, body(serving.current().targets()));
    } catch (RefusedException refused) {
      Reply.refuse(context.res(), refused.refusal(), requestId, null);
    }
  }

  private static byte[] body(Targets targets) {
    var list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    var data = list.putArray("data");
    targets.all().stream()
        .filter(target -> target.model() != null)
        .filter(target -> targets.forModel(String.valueOf(target.model())).equals(target))
        .forEach(target -> data.add(model(target)));
    return StrictJson.write(list);
  }

  private static tools.jackson.databind.node.ObjectNode model(Target target) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", target.model())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", target.provider());
  }
}
