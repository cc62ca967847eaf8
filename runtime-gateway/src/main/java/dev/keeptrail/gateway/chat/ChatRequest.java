package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat completion request whose shape is checked. Holds the tree that is judged, edited and sent
 * on; owned by one request, used by one thread.
 */
public final class ChatRequest {
  private final ObjectNode body;
  private final String model;
  private final BodyTexts texts;

  ChatRequest(ObjectNode body, String model) {
    this.body = body;
    this.model = model;
    this.texts = RequestTexts.of(body);
  }

  /** The model the caller asked for. */
  public String model() {
    return model;
  }

  public BodyTexts texts() {
    return texts;
  }

  /** The canonical form for the provider, under the model name it is to be asked for. */
  public byte[] upstreamBody(String upstreamModel) {
    body.put("model", upstreamModel);
    return StrictJson.write(body);
  }
}
