package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses members of a request, its messages and their parts whose names differ from one that
 * protocols know in case only. WHY: some servers (those in Go do unless told otherwise) read {@code
 * Model} and {@code MESSAGES} as {@code model} and {@code messages}, and the last of them counts;
 * the gateway would have judged, routed and counted another request than theirs. Stateless.
 */
final class OtherCases {
  private static final List<String> LISTS = List.of("messages", "input", "content");

  private OtherCases() {}

  /** Looks where protocols name members, and not where senders do. */
  static void refuse(ObjectNode body) throws RefusedException {
    refuse(body, "");
  }

  private static void refuse(ObjectNode object, String pointer) throws RefusedException {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      String known = folded(name);
      if (!known.equals(name) && !KnownKeys.has(name) && KnownKeys.has(known)) {
        throw Fields.invalid(
            "a name differs from `%s` in case only; write it so, or leave it out".formatted(known),
            Places.child(pointer, name));
      }
      if (LISTS.contains(name) && member.getValue().isArray()) {
        items(member.getValue(), Places.child(pointer, name));
      }
    }
  }

  private static void items(JsonNode list, String pointer) throws RefusedException {
    for (int at = 0; at < list.size(); at++) {
      if (list.get(at) instanceof ObjectNode item) {
        refuse(item, Places.child(pointer, at));
      }
    }
  }

  /** As such servers do it: the long s and the sign for kelvin are letters in another case, too. */
  private static String folded(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
