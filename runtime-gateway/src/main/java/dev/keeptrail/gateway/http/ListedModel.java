package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.contents.ContentsMethod;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderClient;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.translation.Translation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A name that requests may use, as lists of models have it.
 *
 * @param owner who serves it, or this gateway
 * @param methods what may be asked of it in Google's protocol, in Google's words
 */
record ListedModel(String id, String owner, List<String> methods) {
  ListedModel {
    methods = List.copyOf(methods);
  }

  /**
   * A name, whoever of some targets answers to it.
   *
   * @param targets what one of them is not asked in, is not said of the name
   */
  static ListedModel of(String id, String owner, List<Target> targets) {
    List<String> methods =
        Stream.of(Protocol.values())
            .filter(protocol -> targets.stream().allMatch(target -> serves(target, protocol)))
            .flatMap(protocol -> protocol.method().stream())
            .map(ContentsMethod::word)
            .toList();
    return new ListedModel(id, owner, methods);
  }

  private static boolean serves(Target target, Protocol protocol) {
    ProviderClient client = target.client();
    return client.speaks(protocol)
        || Translation.from(protocol).stream().anyMatch(way -> client.speaks(way.to()));
  }

  /** As OpenAI's API has it. */
  ObjectNode ours() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", owner);
  }

  /** As Google's API has it. */
  ObjectNode googles() {
    return asGoogles("models/");
  }

  /** As Vertex AI has it. */
  ObjectNode vertexs() {
    return asGoogles("publishers/google/models/");
  }

  private ObjectNode asGoogles(String collection) {
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("name", collection + id);
    var words = model.put("displayName", id).putArray("supportedGenerationMethods");
    methods.forEach(words::add);
    return model;
  }

  /**
   * As Anthropic's API has it. Nobody here knows when a model came out; its reference says what
   * stands for that.
   */
  ObjectNode anthropics() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "model")
        .put("id", id)
        .put("display_name", id)
        .put("created_at", "1970-01-01T00:00:00Z");
  }
}
