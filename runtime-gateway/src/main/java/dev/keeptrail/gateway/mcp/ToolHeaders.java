package dev.keeptrail.gateway.mcp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which arguments of a tool stand in headers as well, as its definition says ({@code x-mcp-header}
 * in the schema of its input). Immutable.
 */
public final class ToolHeaders {
  private static final String PREFIX = "mcp-param-";
  private static final String MARK = "x-mcp-header";
  private static final int MOST_DIGITS = 40;
  private static final BigDecimal MOST_SAFE = BigDecimal.valueOf((1L << 53) - 1);
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

  /** Keywords of JSON Schema that hold schemas, and from which no argument is sure to be there. */
  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "prefixItems",
          "contains",
          "additionalItems",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties",
          "propertyNames",
          "oneOf",
          "anyOf",
          "allOf",
          "not",
          "if",
          "then",
          "else");

  /** The same, where the schemas stand under names. */
  private static final Set<String> NAMED_SCHEMAS =
      Set.of("patternProperties", "dependentSchemas", "$defs", "definitions");

  /** An argument by the names that lead to it, and the rest of its header's name. */
  private record Mirrored(List<String> path, String name) {}

  private final List<Mirrored> all;

  private ToolHeaders(List<Mirrored> all) {
    this.all = List.copyOf(all);
  }

  /** As the definition of a tool says; empty where it says so in a way that is not allowed. */
  static Optional<ToolHeaders> of(JsonNode tool) {
    List<Mirrored> found = new ArrayList<>();
    return gather(tool.path("inputSchema"), List.of(), true, found) && areDistinct(found)
        ? Optional.of(new ToolHeaders(found))
        : Optional.empty();
  }

  private static boolean areDistinct(List<Mirrored> found) {
    Set<String> names = new HashSet<>();
    return found.stream().allMatch(one -> names.add(one.name()));
  }

  /** Whether all marks in this schema and below stand where they may. */
  private static boolean gather(
      JsonNode schema, List<String> path, boolean reached, List<Mirrored> found) {
    if (!schema.isObject()) {
      return true;
    }
    if (!isMarkedWell(schema, path, reached, found)) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String name = member.getKey();
      boolean fine =
          name.equals("properties")
              ? gatherNamed(member.getValue(), path, reached, found)
              : gatherOthers(name, member.getValue(), path, found);
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMarkedWell(
      JsonNode schema, List<String> path, boolean reached, List<Mirrored> found) {
    if (!schema.has(MARK)) {
      return true;
    }
    String name = schema.path(MARK).asString("");
    found.add(new Mirrored(path, name.toLowerCase(Locale.ROOT)));
    return reached
        && !path.isEmpty()
        && schema.path(MARK).isString()
        && TOKEN.matcher(name).matches()
        && TYPES.contains(schema.path("type").asString(""));
  }

  private static boolean gatherNamed(
      JsonNode named, List<String> path, boolean reached, List<Mirrored> found) {
    for (Map.Entry<String, JsonNode> one : named.properties()) {
      List<String> below = new ArrayList<>(path);
      below.add(one.getKey());
      if (!gather(one.getValue(), below, reached, found)) {
        return false;
      }
    }
    return true;
  }

  private static boolean gatherOthers(
      String keyword, JsonNode value, List<String> path, List<Mirrored> found) {
    if (NAMED_SCHEMAS.contains(keyword)) {
      return gatherNamed(value, path, false, found);
    }
    if (!SCHEMAS.contains(keyword)) {
      return true;
    }
    List<String> below = new ArrayList<>(path);
    below.add(keyword);
    if (value.isArray()) {
      return value.valueStream().allMatch(one -> gather(one, below, false, found));
    }
    return gather(value, below, false, found);
  }

  /** The headers of a call with these arguments. */
  Map<String, String> of(@Nullable ObjectNode arguments) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Mirrored one : all) {
      value(arguments, one)
          .ifPresent(text -> headers.put(PREFIX + one.name(), HeaderText.encode(text)));
    }
    return headers;
  }

  /**
   * Whether a caller's headers say the same as the arguments do. Those that no argument is named
   * for say nothing here, and do not go on.
   */
  boolean fit(@Nullable ObjectNode arguments, Map<String, List<String>> headers) {
    return all.stream()
        .allMatch(one -> {
          List<String> sent = headers.getOrDefault(one.name(), List.of());
          String value = value(arguments, one).orElse(null);
          return value == null
              ? sent.isEmpty()
              : sent.size() == 1
                  && HeaderText.decode(sent.getFirst())
                      .filter(text -> isSame(text, value))
                      .isPresent();
        });
  }

  /** Numbers are the same however they are written. */
  private static boolean isSame(String header, String value) {
    return header.equals(value)
        || (DECIMAL.matcher(header).matches()
            && DECIMAL.matcher(value).matches()
            && new BigDecimal(header).compareTo(new BigDecimal(value)) == 0);
  }

  private static Optional<String> value(@Nullable ObjectNode arguments, Mirrored one) {
    JsonNode at = arguments;
    for (String step : one.path()) {
      at = at == null ? null : at.get(step);
    }
    if (at == null || at.isNull() || at.isContainer()) {
      return Optional.empty();
    }
    return at.isNumber() ? number(at.decimalValue()) : Optional.of(at.asString());
  }

  /** As servers read it that know no others: without an exponent, and no larger than is exact. */
  private static Optional<String> number(BigDecimal number) {
    if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
        || number.abs().compareTo(MOST_SAFE) > 0) {
      return Optional.empty();
    }
    return Optional.of(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }
}
