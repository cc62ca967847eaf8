package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.rule.ValueJson;
import dev.keeptrail.language.testfile.TestInput;
import dev.keeptrail.language.testfile.TestInput.GivenFact;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request and the answer of a test as bodies. Tool results that are given stand in the request
 * as messages, tool calls in the answer's first choice, so that they are judged by the same path as
 * those of real traffic.
 */
final class Bodies {
  private static final String MODEL = "model";

  private Bodies() {}

  /**
   * The request's body.
   *
   * @param model what stands there when the test does not say
   */
  static String request(TestInput input, String model) {
    JsonWriter json = JsonWriter.compact().beginObject();
    boolean named = false;
    for (FieldDecl field : input.request().fields()) {
      named |= field.name().equals(MODEL);
      BodyText.write(field.value(), json.name(field.name()));
    }
    if (!named) {
      json.name(MODEL).value(model);
    }
    json.name("messages").beginArray();
    input.messages().forEach(message -> BodyText.write(message, json));
    of(input, FactType.TOOL_RESULT).forEach(result -> message(result, json));
    return json.endArray().endObject().toString();
  }

  /** The answer's body; a text becomes the content of one choice. */
  static String completion(TestInput input, String model) {
    List<GivenFact> calls = of(input, FactType.TOOL_CALL);
    if (input.answer() instanceof ValueDecl.Mapping whole && calls.isEmpty()) {
      JsonWriter json = JsonWriter.compact();
      BodyText.write(whole, json);
      return json.toString();
    }
    String content = input.answer() instanceof ValueDecl.Text text ? text.value() : null;
    JsonWriter json = JsonWriter.compact().beginObject();
    json.name("id").value("chatcmpl-test");
    json.name("object").value("chat.completion");
    json.name(MODEL).value(model);
    json.name("choices").beginArray().beginObject();
    json.name("index").value(0);
    json.name("message").beginObject();
    json.name("role").value("assistant");
    json.name("content").value(content);
    if (!calls.isEmpty()) {
      json.name("tool_calls").beginArray();
      calls.forEach(call -> call(call, json));
      json.endArray();
    }
    json.endObject().name("finish_reason").value("stop");
    return json.endObject().endArray().endObject().toString();
  }

  static List<GivenFact> of(TestInput input, FactType type) {
    return input.facts().stream().filter(fact -> fact.type() == type).toList();
  }

  private static void message(GivenFact result, JsonWriter json) {
    json.beginObject();
    json.name("role").value("tool");
    member("tool_call_id", text(result, "call"), json);
    member("name", text(result, "name"), json);
    String text = text(result, "text");
    Value value = result.fields().get("value");
    json.name("content").value(text == null ? value == null ? "" : ValueJson.compact(value) : text);
    json.endObject();
  }

  private static void call(GivenFact call, JsonWriter json) {
    json.beginObject();
    member("id", text(call, "id"), json);
    json.name("type").value("function");
    json.name("function").beginObject();
    member("name", text(call, "name"), json);
    Value arguments = call.fields().get("arguments");
    if (arguments != null) {
      json.name("arguments")
          .value(arguments instanceof Value.Text(String raw) ? raw : ValueJson.compact(arguments));
    }
    json.endObject().endObject();
  }

  private static void member(String name, @Nullable String value, JsonWriter json) {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  private static @Nullable String text(GivenFact fact, String field) {
    return fact.fields().get(field) instanceof Value.Text(String text) ? text : null;
  }
}
