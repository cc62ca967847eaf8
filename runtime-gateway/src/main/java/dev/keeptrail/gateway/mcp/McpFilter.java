package dev.keeptrail.gateway.mcp;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What news of a server a client listens for (2026-07-28), as far as it is news that anybody here
 * knows. Immutable.
 *
 * @param lists the notifications of lists that have changed
 * @param resources where the resources are whose changes are told
 */
public record McpFilter(Set<String> lists, Set<String> resources) {
  /** Where messages hold one. */
  static final String MEMBER = "notifications";

  static final String UPDATED = "notifications/resources/updated";

  private static final String RESOURCES = "resourceSubscriptions";

  /** The members that ask for lists, and the notifications that they ask for. */
  private static final Map<String, String> LISTS =
      new TreeMap<>(
          Map.of(
              "toolsListChanged", "notifications/tools/list_changed",
              "promptsListChanged", "notifications/prompts/list_changed",
              "resourcesListChanged", "notifications/resources/list_changed"));

  public McpFilter {
    lists = Set.copyOf(lists);
    resources = Set.copyOf(resources);
  }

  /** What a filter says that is one; nothing where it is none. */
  static McpFilter of(JsonNode filter) {
    Set<String> lists =
        LISTS.entrySet().stream()
            .filter(one -> filter.path(one.getKey()).equals(BooleanNode.TRUE))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    Set<String> resources = new LinkedHashSet<>();
    if (filter.path(RESOURCES) instanceof ArrayNode named) {
      for (JsonNode one : named) {
        if (one.isString()) {
          resources.add(one.stringValue());
        }
      }
    }
    return new McpFilter(lists, resources);
  }

  /** What both say. */
  McpFilter and(McpFilter other) {
    return new McpFilter(
        kept(lists, other.lists::contains), kept(resources, other.resources::contains));
  }

  private static Set<String> kept(Set<String> all, Predicate<String> also) {
    return all.stream().filter(also).collect(Collectors.toSet());
  }

  /**
   * Whether it lets a notification through. What is below a resource that is named belongs to it.
   *
   * @param about the resource; empty where it is about a list
   */
  boolean lets(String method, String about) {
    return method.equals(UPDATED)
        ? resources.stream().anyMatch(about::startsWith)
        : lists.contains(method);
  }

  ObjectNode json() {
    ObjectNode filter = JsonNodeFactory.instance.objectNode();
    LISTS.forEach((member, method) -> {
      if (lists.contains(method)) {
        filter.put(member, true);
      }
    });
    if (!resources.isEmpty()) {
      ArrayNode named = filter.putArray(RESOURCES);
      resources.stream().sorted().forEach(named::add);
    }
    return filter;
  }
}
