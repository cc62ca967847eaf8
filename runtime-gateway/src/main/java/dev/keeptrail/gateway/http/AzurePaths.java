package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The paths at which clients of Azure OpenAI ask for OpenAI's routes: other spellings, and no
 * routes of their own, so that what is counted, recorded and compared names the usual ones.
 * Stateless.
 */
final class AzurePaths {
  /** Where clients list models, of either generation. */
  static final List<String> MODELS = List.of("/openai/v1/models", "/openai/models");

  private static final String DEPLOYMENT = "deployment";

  private AzurePaths() {}

  /** Where clients ask for a protocol; empty where Azure has it nowhere. */
  static List<String> of(Protocol protocol) {
    String path = protocol.path();
    return switch (protocol) {
      case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS, AUDIO_SPEECH, AUDIO_TRANSCRIPTIONS ->
          List.of("/openai/deployments/{" + DEPLOYMENT + "}" + path, "/openai/v1" + path);
      case RESPONSES -> List.of("/openai" + path, "/openai/v1" + path);
      case MODERATIONS -> List.of("/openai/v1" + path);
      case MESSAGES, COUNT_TOKENS, GENERATE_CONTENT, COUNT_CONTENT, EMBED_CONTENT, EMBED_CONTENTS ->
          List.of();
    };
  }

  /** The deployment that the path of a request names; null where it names none. */
  static @Nullable String deployment(Context context) {
    return context.pathParamMap().get(DEPLOYMENT);
  }

  /**
   * The body with the deployment as its model, whatever model it names itself, as Azure takes it.
   *
   * <p>WHY: put into the body, because everything reads the model there: limits, routing, the event
   * and what an approval is good for. A deployment can choose nothing that a model could not.
   *
   * @param body the body itself comes back where it is no JSON object; its reader says so later
   */
  static byte[] into(byte[] body, String deployment) {
    try {
      return StrictJson.parse(body) instanceof ObjectNode object
          ? StrictJson.write(object.put("model", deployment))
          : body;
    } catch (MalformedJsonException _) {
      return body;
    }
  }
}
