package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.language.plan.RoutingPlan;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/models}: the names of model groups, then the models that targets set, in the order
 * of the pack that the caller is served with, each once. In the words of OpenAI's API, of
 * Anthropic's where the caller names a version of that, and of Google's at its address.
 */
final class ModelsRoute {
  static final String ROUTE = "/v1/models";

  private static final String ID = "id";

  /** What stands behind the route for one of them; names may have slashes in them. */
  static final String ONE_OF = "/<" + ID + ">";

  static final String ONE = ROUTE + ONE_OF;

  /** The same where Google's clients look. */
  static final String GOOGLE = "/v1beta/models";

  static final String ONE_OF_GOOGLE = GOOGLE + "/<" + ID + ">";

  private static final Refusal UNKNOWN =
      Refusal.of(
          404,
          ErrorType.VALIDATION_ERROR,
          "model_not_found",
          "the pack serves no model of this name; `GET /v1/models` lists those that it does");

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

  /** All of them. */
  void list(Context context) throws IOException {
    boolean vertex = VertexPaths.isBelow(context.path());
    answer(
        context,
        ROUTE,
        (models, form) ->
            switch (form) {
              case OPENAI -> ours(models);
              case ANTHROPIC -> anthropics(models);
              case GOOGLE -> googles(models, vertex);
            });
  }

  /** The one that is named. */
  void one(Context context) throws IOException {
    String id = context.pathParam(ID);
    boolean vertex = VertexPaths.isBelow(context.path());
    answer(
        context,
        ONE,
        (models, form) -> {
          ListedModel model =
              models.stream().filter(known -> known.id().equals(id)).findFirst().orElse(null);
          if (model == null) {
            throw new RefusedException(UNKNOWN);
          }
          return switch (form) {
            case OPENAI -> model.ours();
            case ANTHROPIC -> model.anthropics();
            case GOOGLE -> vertex ? model.vertexs() : model.googles();
          };
        });
  }

  private interface Answer {
    ObjectNode of(List<ListedModel> models, ErrorForm form) throws RefusedException;
  }

  private void answer(Context context, String route, Answer answer) throws IOException {
    String requestId = requestIds.get();
    ErrorForm form = form(context);
    try {
      Credential shown = callers.check(context.req(), KeyScope.MODELS);
      String group = shown == null ? null : shown.identity().consumerGroup();
      byte[] body = StrictJson.write(answer.of(models(serving.current(group)), form));
      Reply.json(context.res(), 200, requestId, null, body);
    } catch (RefusedException refused) {
      rejections.note(route, refused.refusal(), requestId);
      Reply.refuse(context.res(), refused.refusal(), form, requestId, null);
    }
  }

  private static ErrorForm form(Context context) {
    if (context.path().startsWith(GOOGLE) || VertexPaths.isBelow(context.path())) {
      return ErrorForm.GOOGLE;
    }
    return context.header("anthropic-version") == null ? ErrorForm.OPENAI : ErrorForm.ANTHROPIC;
  }

  private static List<ListedModel> models(Serving current) {
    List<ListedModel> models = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    RoutingPlan routing = current.program().plan().gateway().routing();
    List<Target> targets = current.targets().all();
    for (RoutingPlan.ModelGroup group : routing.groups()) {
      List<Target> members =
          targets.stream().filter(target -> group.targets().contains(target.id())).toList();
      Stream.concat(Stream.of(group.name()), group.aliases().stream())
          .filter(listed::add)
          .forEach(name -> models.add(ListedModel.of(name, GATEWAY, members)));
    }
    RoutingPlan.Mirror mirror = routing.mirror();
    for (Target target : targets) {
      String model = target.model();
      boolean asked = mirror == null || !mirror.target().equals(target.id());
      if (model != null && asked && listed.add(model)) {
        models.add(ListedModel.of(model, target.provider(), List.of(target)));
      }
    }
    return models;
  }

  private static ObjectNode ours(List<ListedModel> models) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    var data = list.putArray("data");
    models.forEach(model -> data.add(model.ours()));
    return list;
  }

  private static ObjectNode googles(List<ListedModel> models, boolean vertex) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    var data = list.putArray(vertex ? "publisherModels" : "models");
    models.forEach(model -> data.add(vertex ? model.vertexs() : model.googles()));
    return list;
  }

  private static ObjectNode anthropics(List<ListedModel> models) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    var data = list.putArray("data");
    models.forEach(model -> data.add(model.anthropics()));
    return list.put("has_more", false)
        .put("first_id", models.isEmpty() ? null : models.getFirst().id())
        .put("last_id", models.isEmpty() ? null : models.getLast().id());
  }
}
