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
    answer(
        context,
        ROUTE,
        (models, form) ->
            switch (form) {
              case OPENAI -> ours(models);
              case ANTHROPIC -> anthropics(models);
              case GOOGLE -> googles(models);
            });
  }

  /** The one that is named. */
  void one(Context context) throws IOException {
    String id = context.pathParam(ID);
    answer(
        context,
        ONE,
        (models, form) -> {
          Model model =
              models.stream().filter(known -> known.id().equals(id)).findFirst().orElse(null);
          if (model == null) {
            throw new RefusedException(UNKNOWN);
          }
          return switch (form) {
            case OPENAI -> model.ours();
            case ANTHROPIC -> model.anthropics();
            case GOOGLE -> model.googles();
          };
        });
  }

  private interface Answer {
    ObjectNode of(List<Model> models, ErrorForm form) throws RefusedException;
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
    if (context.path().startsWith(GOOGLE)) {
      return ErrorForm.GOOGLE;
    }
    return context.header("anthropic-version") == null ? ErrorForm.OPENAI : ErrorForm.ANTHROPIC;
  }

  private static List<Model> models(Serving current) {
    List<Model> models = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    RoutingPlan routing = current.program().plan().gateway().routing();
    routing.groups().stream()
        .flatMap(group -> Stream.concat(Stream.of(group.name()), group.aliases().stream()))
        .filter(listed::add)
        .forEach(name -> models.add(new Model(name, GATEWAY)));
    RoutingPlan.Mirror mirror = routing.mirror();
    for (Target target : current.targets().all()) {
      String model = target.model();
      boolean asked = mirror == null || !mirror.target().equals(target.id());
      if (model != null && asked && listed.add(model)) {
        models.add(new Model(model, target.provider()));
      }
    }
    return models;
  }

  private static ObjectNode ours(List<Model> models) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    var data = list.putArray("data");
    models.forEach(model -> data.add(model.ours()));
    return list;
  }

  private static ObjectNode googles(List<Model> models) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    var data = list.putArray("models");
    models.forEach(model -> data.add(model.googles()));
    return list;
  }

  private static ObjectNode anthropics(List<Model> models) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    var data = list.putArray("data");
    models.forEach(model -> data.add(model.anthropics()));
    return list.put("has_more", false)
        .put("first_id", models.isEmpty() ? null : models.getFirst().id())
        .put("last_id", models.isEmpty() ? null : models.getLast().id());
  }

  /**
   * A name that requests may use.
   *
   * @param owner who serves it, or this gateway
   */
  private record Model(String id, String owner) {
    ObjectNode ours() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("id", id)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", owner);
    }

    ObjectNode googles() {
      ObjectNode model = JsonNodeFactory.instance.objectNode().put("name", "models/" + id);
      model.put("displayName", id).putArray("supportedGenerationMethods").add("generateContent");
      return model;
    }

    /** Nobody here knows when a model came out; its reference says what stands for that. */
    ObjectNode anthropics() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", "model")
          .put("id", id)
          .put("display_name", id)
          .put("created_at", "1970-01-01T00:00:00Z");
    }
  }
}
