package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Functions that Google's clients declare, said as tools of a chat completion. Stateless. */
final class ContentsTools {
  private ContentsTools() {}

  static void tools(JsonNode tools, ObjectNode said) throws RefusedException {
    ArrayNode out = Json.array();
    for (int at = 0; at < tools.size(); at++) {
      Members tool = Members.of(tools.get(at), Members.child("/tools", at));
      JsonNode declared = tool.take("functionDeclarations");
      String place = tool.place("functionDeclarations");
      for (int one = 0; one < declared.size(); one++) {
        out.add(function(Members.of(declared.get(one), Members.child(place, one))));
      }
      // Anything else the provider would carry out itself.
      tool.end();
    }
    if (!out.isEmpty()) {
      said.set("tools", out);
    }
  }

  private static ObjectNode function(Members declared) throws RefusedException {
    ObjectNode said = Json.typed("function");
    ObjectNode function = said.putObject("function").put("name", declared.text("name"));
    declared.copy("description", function, "description");
    JsonNode own = declared.take("parameters");
    JsonNode standard = declared.take("parametersJsonSchema");
    if (!standard.isMissingNode()) {
      function.set("parameters", standard);
    } else if (!own.isMissingNode()) {
      function.set("parameters", ContentsSchema.of(own));
    }
    // WHY: Google's agent kit for Java sends what a function gives back with each; no other
    // protocol has a place for it, and no answer depends on it.
    declared.take("response");
    declared.take("responseJsonSchema");
    declared.end();
    return said;
  }

  static void choice(Members config, ObjectNode said) throws RefusedException {
    JsonNode calling = config.take("functionCallingConfig");
    config.end();
    if (calling.isMissingNode()) {
      return;
    }
    Members choice = Members.of(calling, config.place("functionCallingConfig"));
    JsonNode names = choice.take("allowedFunctionNames");
    String mode = choice.take("mode").asString("AUTO");
    choice.end();
    if (!said.has("tools")) {
      return;
    }
    switch (mode) {
      case "AUTO", "MODE_UNSPECIFIED" -> said.put("tool_choice", "auto");
      case "NONE" -> said.put("tool_choice", "none");
      case "ANY" -> any(names, choice, said);
      default -> throw choice.untranslatable("mode");
    }
  }

  private static void any(JsonNode names, Members choice, ObjectNode said) throws RefusedException {
    switch (names.size()) {
      case 0 -> said.put("tool_choice", "required");
      case 1 ->
          said.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", names.get(0).asString(""));
      default -> throw choice.untranslatable("allowedFunctionNames");
    }
  }
}
