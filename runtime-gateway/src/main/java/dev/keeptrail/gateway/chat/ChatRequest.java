package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat completion request whose shape is checked. Holds the tree that is judged, edited and sent
 * on; owned by one request, used by one thread.
 */
public final class ChatRequest {
  private final ObjectNode body;
  private final String model;
  private final ToolCatalogue tools;
  private final BodyTexts texts;

  ChatRequest(ObjectNode body, String model) {
    this.body = body;
    this.model = model;
    this.tools = ToolCatalogue.of(body);
    this.texts = RequestTexts.of(body, tools);
  }

  /** The model the caller asked for. */
  public String model() {
    return model;
  }

  public BodyTexts texts() {
    return texts;
  }

  /** The tools on offer. */
  public ToolCatalogue tools() {
    return tools;
  }

  /** How many messages there are. */
  public int turns() {
    return body.path("messages").size();
  }

  /**
   * What tools answered, as the body says it now, edits included.
   *
   * @throws UnreadableToolException when rules cannot be given one of them
   */
  public List<Fact> toolResults() throws UnreadableToolException {
    return ToolResults.of(body);
  }

  /** The texts of these results as the body holds them now. */
  public BodyTexts textsOf(List<Fact> results) {
    return RequestTexts.of(body, tools).ofTools(pointers(results));
  }

  /** Where these facts stand. */
  static Set<String> pointers(List<Fact> facts) {
    return facts.stream().map(Fact::pointer).collect(Collectors.toUnmodifiableSet());
  }

  /** The canonical form for the provider, under the model name it is to be asked for. */
  public byte[] upstreamBody(String upstreamModel) {
    body.put("model", upstreamModel);
    return StrictJson.write(body);
  }
}
