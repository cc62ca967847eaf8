package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects what a tool call passes to its tool. Stateless. */
public final class PassedValues {
  private PassedValues() {}

  /**
   * Collects one member of a call that holds arguments. A string is judged decoded where it is
   * JSON, so that no escape hides anything and an edit leaves valid JSON; what is no JSON is judged
   * as it stands, and an object as any other.
   *
   * @param tool as the model wrote its name; null where it wrote none
   */
  public static void collect(
      TextCollector collector,
      ToolCatalogue catalogue,
      @Nullable String tool,
      ObjectNode call,
      String member,
      String pointer,
      Voice voice) {
    Voice arguments = voice.in(Channel.TOOL_ARGUMENTS);
    collector.within(
        new ToolArguments(catalogue, tool),
        () -> {
          if (call.path(member).isString()) {
            text(collector, call, member, pointer, arguments);
          } else {
            collector.field(call, member, pointer, arguments);
          }
        });
  }

  private static void text(
      TextCollector collector, ObjectNode call, String member, String pointer, Voice voice) {
    String raw = call.path(member).stringValue();
    try {
      ArrayNode holder =
          call.arrayNode().add(StrictJson.parse(raw.getBytes(StandardCharsets.UTF_8)));
      collector.decoded(
          holder,
          Places.child(pointer, member),
          voice,
          () -> call.put(member, StrictJson.writeText(holder.path(0))));
    } catch (MalformedJsonException _) {
      // Models do write broken arguments; they are text like any other then.
      collector.member(call, member, pointer, voice);
    }
  }
}
