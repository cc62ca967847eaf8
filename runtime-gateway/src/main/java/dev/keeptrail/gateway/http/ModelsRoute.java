package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.language.plan.RoutingPlan;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/models}: the names of model groups, then the models that targets set, in the order
 * of the pack that the caller is served with, each once.
 */
final class ModelsRoute {
  static final String ROUTE = "/v1/models";

  /** Who owns the name of a group: no provider does. */
  private static final String GATEWAY = "keeptrail";

  private final ServingSwitch serving;
  private final Callers callers;
  private final Rejections rejections;
  private final Supplier<String> requestIds;

  ModelsRoute(
      ServingSwitch serving, Callers callers, Rejections rejections, Supplier<String> requestIds) {
    this.serving = serving;
    this.callers = callers;
    this.rejections = rejections;
    this.requestIds = requestIds;
  }

  void handle(Context context) throws IOException {
    String requestId = requestIds.get();
    try {
      Credential shown = callers.check(context.req(), KeyScope.MODELS);
      String group = shown == null ? null : shown.identity().consumerGroup();
      Reply.json(context.res(), 200, requestId, null, body(serving.current(group)));
    } catch (RefusedException refused) {
      rejections.note(ROUTE, refused.refusal(), requestId);
      Reply.refuse(context.res(), refused.refusal(), requestId, null);
    }
  }

  private static byte[] body(Serving current) {
    Targets targets = current.targets();
    var list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    var data = list.putArray("data");
    Set<String> listed = new HashSet<>();
    current.program().plan().gateway().routing().groups().stream()
        .flatMap(group -> Stream.concat(Stream.of(group.name()), group.aliases().stream()))
        .filter(listed::add)
        .forEach(name -> data.add(model(name, GATEWAY)));
    RoutingPlan.Mirror mirror = current.program().plan().gateway().routing().mirror();
    for (Target target : targets.all()) {
      String model = target.model();
      boolean asked = mirror == null || !mirror.target().equals(target.id());
      if (model != null && asked && listed.add(model)) {
        data.add(model(model, target.provider()));
      }
    }
    return StrictJson.write(list);
  }

  private static ObjectNode model(String id, String owner) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", owner);
  }
}
