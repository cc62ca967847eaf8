package dev.keeptrail.gateway.contents;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One spelling of each request. Google's API takes {@code system_instruction} for {@code
 * systemInstruction}, and one object where a list of them stands, because its bodies are protocol
 * buffers in JSON; rules, detectors and events know the second of each alone. Stateless.
 */
final class Spelling {
  /** Members of a part whose own members are the protocol's. */
  private static final List<String> INSIDE =
      List.of(
          "inlineData",
          "fileData",
          "functionCall",
          "functionResponse",
          "executableCode",
          "codeExecutionResult",
          "videoMetadata");

  private Spelling() {}

  /**
   * Spells a request as its JSON form has it.
   *
   * @throws RefusedException with status 422 where one member stands there in both spellings
   */
  static void settle(ObjectNode body) throws RefusedException {
    names(body, "");
    list(body, "contents");
    list(body, "tools");
    contents(body.path("contents"));
    if (body.path("systemInstruction") instanceof ObjectNode system) {
      content(system, "/systemInstruction");
    }
    tools(body.path("tools"));
    inside(body, "generationConfig", "");
    inside(body.path("generationConfig"), "thinkingConfig", "/generationConfig");
    inside(body, "toolConfig", "");
    inside(body.path("toolConfig"), "functionCallingConfig", "/toolConfig");
  }

  /**
   * Spells what is to be embedded.
   *
   * @throws RefusedException with status 422 where one member stands there in both spellings
   */
  static void settleEmbedded(ObjectNode holder, String pointer) throws RefusedException {
    names(holder, pointer);
    if (holder.path("content") instanceof ObjectNode content) {
      content(content, Places.child(pointer, "content"));
    }
  }

  /**
   * Spells the members of a body, of which one is a list.
   *
   * @throws RefusedException with status 422 where one member stands there in both spellings
   */
  static void settleList(ObjectNode body, String name) throws RefusedException {
    names(body, "");
    list(body, name);
  }

  private static void contents(JsonNode contents) throws RefusedException {
    for (int at = 0; at < contents.size(); at++) {
      if (contents.get(at) instanceof ObjectNode content) {
        content(content, Places.child("/contents", at));
      }
    }
  }

  private static void content(ObjectNode content, String pointer) throws RefusedException {
    names(content, pointer);
    parts(content, pointer);
  }

  private static void parts(ObjectNode holder, String pointer) throws RefusedException {
    list(holder, "parts");
    JsonNode parts = holder.path("parts");
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof ObjectNode part) {
        part(part, Places.child(Places.child(pointer, "parts"), at));
      }
    }
  }

  private static void part(ObjectNode part, String pointer) throws RefusedException {
    names(part, pointer);
    for (String name : INSIDE) {
      inside(part, name, pointer);
    }
    if (part.path("functionResponse") instanceof ObjectNode response) {
      // Media that a tool answers with.
      parts(response, Places.child(pointer, "functionResponse"));
    }
  }

  private static void tools(JsonNode tools) throws RefusedException {
    for (int at = 0; at < tools.size(); at++) {
      if (tools.get(at) instanceof ObjectNode tool) {
        String pointer = Places.child("/tools", at);
        names(tool, pointer);
        list(tool, "functionDeclarations");
        JsonNode declared = tool.path("functionDeclarations");
        for (int one = 0; one < declared.size(); one++) {
          if (declared.get(one) instanceof ObjectNode declaration) {
            names(declaration, Places.child(Places.child(pointer, "functionDeclarations"), one));
          }
        }
      }
    }
  }

  private static void inside(JsonNode holder, String name, String pointer) throws RefusedException {
    if (holder.path(name) instanceof ObjectNode object) {
      names(object, Places.child(pointer, name));
    }
  }

  private static void list(ObjectNode holder, String name) {
    if (holder.path(name) instanceof ObjectNode one) {
      ArrayNode list = holder.arrayNode().add(one);
      holder.set(name, list);
    }
  }

  private static void names(ObjectNode object, String pointer) throws RefusedException {
    for (String name : List.copyOf(object.propertyNames())) {
      String usual = camel(name);
      if (!usual.equals(name)) {
        if (object.has(usual)) {
          throw Fields.invalid(
              "the member `%s` stands there in two spellings; send one".formatted(usual),
              Places.child(pointer, usual));
        }
        object.set(usual, object.remove(name));
      }
    }
  }

  /** As protocol buffers name members in JSON; what is no such name stays as it is. */
  private static String camel(String name) {
    if (name.indexOf('_') <= 0 || !isSnake(name)) {
      return name;
    }
    var camel = new StringBuilder(name.length());
    boolean raise = false;
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c == '_') {
        raise = true;
      } else {
        camel.append(raise ? Character.toUpperCase(c) : c);
        raise = false;
      }
    }
    return camel.toString();
  }

  private static boolean isSnake(String name) {
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c != '_' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }
}
