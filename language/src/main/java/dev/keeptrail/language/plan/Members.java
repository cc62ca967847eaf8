package dev.keeptrail.language.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object while they are taken out one by one: what is missing, of the wrong
 * type, or left over at the end is refused.
 */
final class Members {
  private final String path;
  private final Map<String, JsonTree> members;
  private final Set<String> left;

  private Members(String path, Map<String, JsonTree> members) {
    this.path = path;
    this.members = members;
    this.left = new LinkedHashSet<>(members.keySet());
  }

  /** Reads one element of a list, or one member. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonTree tree, String path) throws PlanFormatException;
  }

  static Members of(JsonTree tree, String path) throws PlanFormatException {
    if (tree instanceof JsonTree.Mapping(Map<String, JsonTree> members)) {
      return new Members(path, members);
    }
    throw wrong(path, "an object");
  }

  static PlanFormatException wrong(String path, String expected) {
    return new PlanFormatException("`" + path + "` must be " + expected);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  JsonTree take(String name) throws PlanFormatException {
    JsonTree tree = members.get(name);
    if (tree == null) {
      throw new PlanFormatException("`" + path + "` lacks `" + name + "`");
    }
    left.remove(name);
    return tree;
  }

  <T> T take(String name, Reader<T> reader) throws PlanFormatException {
    return reader.read(take(name), at(name));
  }

  <T> Optional<T> optional(String name, Reader<T> reader) throws PlanFormatException {
    return has(name) ? Optional.of(take(name, reader)) : Optional.empty();
  }

  String text(String name) throws PlanFormatException {
    return take(name, Members::text);
  }

  Optional<String> optionalText(String name) throws PlanFormatException {
    return optional(name, Members::text);
  }

  boolean truth(String name) throws PlanFormatException {
    if (take(name) instanceof JsonTree.Truth(boolean value)) {
      return value;
    }
    throw wrong(at(name), "true or false");
  }

  int whole(String name, int min, int max) throws PlanFormatException {
    return whole(take(name), at(name), min, max);
  }

  double number(String name) throws PlanFormatException {
    return take(name, Members::number);
  }

  <T> List<T> list(String name, Reader<T> element) throws PlanFormatException {
    return list(take(name), at(name), element);
  }

  /** Refuses members that nobody took. */
  void end() throws PlanFormatException {
    if (!left.isEmpty()) {
      throw new PlanFormatException(
          "`" + path + "` has an unknown member `" + left.iterator().next() + "`");
    }
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String text(JsonTree tree, String path) throws PlanFormatException {
    if (tree instanceof JsonTree.Text(String value)) {
      return value;
    }
    throw wrong(path, "a text");
  }

  static int whole(JsonTree tree, String path, int min, int max) throws PlanFormatException {
    if (tree instanceof JsonTree.Decimal(String digits) && digits.matches("-?[0-9]{1,9}")) {
      int value = Integer.parseInt(digits);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw wrong(path, "a whole number from " + min + " to " + max);
  }

  static double number(JsonTree tree, String path) throws PlanFormatException {
    if (tree instanceof JsonTree.Decimal(String digits)) {
      double value = Double.parseDouble(digits);
      if (Double.isFinite(value)) {
        return value + 0.0;
      }
    }
    throw wrong(path, "a number");
  }

  static <T> List<T> list(JsonTree tree, String path, Reader<T> element)
      throws PlanFormatException {
    if (!(tree instanceof JsonTree.Sequence(List<JsonTree> items))) {
      throw wrong(path, "a list");
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      read.add(element.read(items.get(i), path + "[" + i + "]"));
    }
    return read;
  }
}
