package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A result that asks the client for something before there is an answer. Each question is a call of
 * what it asks for, to rules. Stateless.
 */
final class McpAsked {
  static final String QUESTIONS = "inputRequests";
  static final String STATE = "requestState";
  static final String TYPE = "resultType";

  private static final String INPUT_REQUIRED = "input_required";
  private static final int MOST = 32;
  private static final Set<String> MEMBERS = Set.of(TYPE, QUESTIONS, STATE, "_meta");
  private static final Set<String> OF_A_QUESTION = Set.of("method", "params");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:/+=-]{1,128}");

  private McpAsked() {}

  static boolean is(JsonNode result) {
    return result.path(TYPE).asString("").equals(INPUT_REQUIRED);
  }

  /**
   * Whether all of it can be judged as what it is.
   *
   * @param able what the server was told that the client can be asked for
   */
  static boolean isWhole(JsonNode result, Set<McpQuestion> able) {
    return result instanceof ObjectNode asked
        && MEMBERS.containsAll(asked.propertyNames())
        && (asked.has(QUESTIONS) || asked.has(STATE))
        && (!asked.has(STATE)
            || (asked.path(STATE).isString()
                && asked.path(STATE).stringValue().length() <= RequestStates.LONGEST))
        && (!asked.has(QUESTIONS) || areWhole(asked.path(QUESTIONS), able));
  }

  private static boolean areWhole(JsonNode questions, Set<McpQuestion> able) {
    return questions.isObject()
        && questions.size() <= MOST
        && questions.properties().stream()
            .allMatch(one -> isKey(one.getKey()) && isQuestion(one.getValue(), able));
  }

  /** It comes back as the name of the answer, so nothing may be changed in it. */
  private static boolean isKey(String key) {
    return KEY.matcher(key).matches() && Identifiers.isHarmless(key);
  }

  private static boolean isQuestion(JsonNode question, Set<McpQuestion> able) {
    return question instanceof ObjectNode object
        && OF_A_QUESTION.containsAll(object.propertyNames())
        && McpQuestion.of(object)
            .filter(able::contains)
            .filter(kind -> kind.fits(object.path("params")))
            .isPresent();
  }

  /** What is asked for, each once. */
  static Set<String> methods(JsonNode result) {
    Set<String> methods = new LinkedHashSet<>();
    result.path(QUESTIONS).forEach(one -> methods.add(one.path("method").asString("")));
    return methods;
  }

  /** Where a question stands. */
  static String place(String key) {
    return Places.child(Places.child("/result", QUESTIONS), key);
  }

  /** The questions as calls. */
  static List<Fact> calls(JsonNode result) throws UnreadableToolException {
    var facts = new ToolFacts();
    for (Map.Entry<String, JsonNode> one : result.path(QUESTIONS).properties()) {
      facts.call(
          JsonNodeFactory.instance.stringNode(one.getKey()),
          one.getValue().path("method"),
          McpQuestion.arguments(one.getValue().path("params")),
          place(one.getKey()));
    }
    return facts.all();
  }
}
