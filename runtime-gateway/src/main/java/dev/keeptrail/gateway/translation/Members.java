package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.json.Pointer;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of one object, each of which has to be taken by somebody. One use, one thread. */
final class Members {
  private final JsonNode object;
  private final String pointer;
  private final Set<String> left = new LinkedHashSet<>();

  private Members(JsonNode object, String pointer) {
    this.object = object;
    this.pointer = pointer;
    for (String name : object.propertyNames()) {
      if (!object.path(name).isNull()) {
        left.add(name);
      }
    }
  }

  static Members of(JsonNode node, String pointer) throws RefusedException {
    if (!(node instanceof ObjectNode)) {
      throw Untranslatable.at(pointer);
    }
    return new Members(node, pointer);
  }

  /** The member, missing where it is not there or null. */
  JsonNode take(String name) {
    left.remove(name);
    JsonNode value = object.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  /** A member that must be a string. */
  String text(String name) throws RefusedException {
    JsonNode value = take(name);
    if (!value.isString()) {
      throw untranslatable(name);
    }
    return value.stringValue();
  }

  /** A member that may be left out where it says what holds anyway. */
  void skip(String name, Predicate<JsonNode> saysNothing) throws RefusedException {
    JsonNode value = take(name);
    if (!value.isMissingNode() && !saysNothing.test(value)) {
      throw untranslatable(name);
    }
  }

  /** A member that is taken over as it is. */
  void copy(String name, ObjectNode to, String as) {
    JsonNode value = take(name);
    if (!value.isMissingNode()) {
      to.set(as, value);
    }
  }

  String place(String name) {
    return Places.child(pointer, name);
  }

  String pointer() {
    return pointer;
  }

  RefusedException untranslatable(String name) {
    return Untranslatable.at(place(name));
  }

  /** Refuses what nobody took. */
  void end() throws RefusedException {
    if (!left.isEmpty()) {
      throw untranslatable(left.iterator().next());
    }
  }

  static String child(String pointer, int at) {
    return Pointer.child(pointer, at);
  }
}
