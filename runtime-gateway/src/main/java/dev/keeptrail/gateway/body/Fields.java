package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks of single fields, whose complaints name the place and never the value. */
public final class Fields {
  private Fields() {}

  /** A complaint about the shape of a request. */
  public static RefusedException invalid(String message, String pointer) {
    return new RefusedException(
        Refusal.invalid("invalid_request", message, pointer.isEmpty() ? null : pointer));
  }

  /** Whether a field is not there, or says null. */
  public static boolean isAbsent(@Nullable JsonNode node) {
    return node == null || node.isNull() || node.isMissingNode();
  }

  /** Refuses a field that is there and no boolean. */
  public static void checkBoolean(ObjectNode body, String name) throws RefusedException {
    JsonNode value = body.get(name);
    if (!isAbsent(value) && !body.path(name).isBoolean()) {
      throw invalid("`%s` must be a boolean".formatted(name), "/" + name);
    }
  }

  /** Refuses a field that is there and no string. */
  public static void checkString(ObjectNode body, String name) throws RefusedException {
    JsonNode value = body.get(name);
    if (!isAbsent(value) && !body.path(name).isString()) {
      throw invalid("`%s` must be a string".formatted(name), "/" + name);
    }
  }

  /** A field that must be an array with at least one element. */
  public static ArrayNode filled(ObjectNode body, String name, String what)
      throws RefusedException {
    if (body.get(name) instanceof ArrayNode array && !array.isEmpty()) {
      return array;
    }
    throw invalid("`%s` must be an array with at least one %s".formatted(name, what), "/" + name);
  }
}
