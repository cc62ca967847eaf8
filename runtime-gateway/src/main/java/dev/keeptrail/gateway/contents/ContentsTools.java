package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The tool calls of candidates and the tool results of a request. Stateless. */
final class ContentsTools {
  private static final String CALL = "functionCall";
  private static final String RESPONSE = "functionResponse";
  private static final String CODE = "executableCode";
  private static final String RAN = "codeExecutionResult";

  /** What packs call the tool of providers that runs a program of the model's. */
  private static final StringNode CODE_TOOL = StringNode.valueOf("code_execution");

  /** Names under which tools say what they answer, as the reference recommends them. */
  private static final List<String> SAID = List.of("output", "result", "error");

  private ContentsTools() {}

  static List<Fact> calls(ObjectNode answer) throws UnreadableToolException {
    var facts = new ToolFacts();
    JsonNode candidates = answer.path("candidates");
    for (int at = 0; at < candidates.size(); at++) {
      String place = Places.child(Places.child("/candidates", at), "content");
      JsonNode parts = candidates.get(at).path("content").path("parts");
      for (int one = 0; one < parts.size(); one++) {
        JsonNode part = parts.get(one);
        String pointer = Places.child(Places.child(place, "parts"), one);
        if (part.has(CALL)) {
          JsonNode call = part.path(CALL);
          facts.call(
              call.path("id"), call.path("name"), call.path("args"), Places.child(pointer, CALL));
        } else if (part.has(CODE)) {
          // Carried out by the provider, as a tool of its own.
          facts.call(part.path("id"), CODE_TOOL, part.path(CODE), Places.child(pointer, CODE));
        } else if (part.has("toolCall")) {
          throw ToolFacts.unknownCall(pointer);
        }
      }
    }
    return facts.all();
  }

  static List<Fact> results(ObjectNode request) throws UnreadableToolException {
    var facts = new ToolFacts();
    JsonNode contents = request.path("contents");
    for (int at = 0; at < contents.size(); at++) {
      JsonNode parts = contents.get(at).path("parts");
      String place = Places.child(Places.child("/contents", at), "parts");
      for (int one = 0; one < parts.size(); one++) {
        result(facts, parts.get(one), Places.child(place, one));
      }
    }
    return facts.all();
  }

  private static void result(ToolFacts facts, JsonNode part, String pointer)
      throws UnreadableToolException {
    JsonNode response = part.path(RESPONSE);
    JsonNode ran = part.path(RAN);
    if (!response.isMissingNode()) {
      facts.result(
          response.path("id").asString(""),
          response.path("name").asString(""),
          text(response.path("response")),
          Places.child(pointer, RESPONSE));
    } else if (!ran.isMissingNode()) {
      facts.result(
          ran.path("id").asString(""),
          CODE_TOOL.stringValue(),
          ran.path("output").asString(""),
          Places.child(pointer, RAN));
    }
  }

  /** What a tool said, where it said it in one text; otherwise all of it as JSON. */
  private static String text(JsonNode response) {
    if (response.size() == 1) {
      for (String name : SAID) {
        if (response.path(name).isString()) {
          return response.path(name).stringValue();
        }
      }
    }
    return response.isMissingNode() ? "" : StrictJson.writeText(response);
  }
}
