package dev.keeptrail.engine.parameter;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a parameter takes. What the schema says outright ({@code format}, {@code
 * contentMediaType}, {@code enum}, a type other than string) comes first, then the parameter's own
 * name, then its description, then the tool's name.
 */
final class ParameterKinds {
  /** Formats of JSON Schema, and those that tools use beside them. */
  private static final Map<String, ParameterKind> FORMATS =
      Map.ofEntries(
          Map.entry("uri", ParameterKind.URL),
          Map.entry("url", ParameterKind.URL),
          Map.entry("uri-reference", ParameterKind.URL),
          Map.entry("iri", ParameterKind.URL),
          Map.entry("iri-reference", ParameterKind.URL),
          Map.entry("hostname", ParameterKind.URL),
          Map.entry("idn-hostname", ParameterKind.URL),
          Map.entry("path", ParameterKind.PATH),
          Map.entry("file-path", ParameterKind.PATH),
          Map.entry("directory-path", ParameterKind.PATH),
          Map.entry("sql", ParameterKind.SQL),
          Map.entry("shell", ParameterKind.SHELL),
          Map.entry("html", ParameterKind.MARKUP),
          Map.entry("markdown", ParameterKind.MARKUP),
          Map.entry("code", ParameterKind.CODE),
          Map.entry("uuid", ParameterKind.IDENTIFIER),
          Map.entry("date", ParameterKind.IDENTIFIER),
          Map.entry("time", ParameterKind.IDENTIFIER),
          Map.entry("date-time", ParameterKind.IDENTIFIER),
          Map.entry("email", ParameterKind.IDENTIFIER),
          Map.entry("ipv4", ParameterKind.IDENTIFIER),
          Map.entry("ipv6", ParameterKind.IDENTIFIER));

  private static final Set<String> SCALARS = Set.of("integer", "number", "boolean");

  private ParameterKinds() {}

  static ParameterKind of(String tool, List<String> steps, JsonNode declared) {
    ParameterKind kind = declaredKind(declared);
    if (kind == ParameterKind.UNKNOWN) {
      kind = ParameterWords.ofName(ownName(steps), tool);
    }
    if (kind == ParameterKind.UNKNOWN || kind == ParameterKind.FREE_TEXT) {
      ParameterKind described =
          ParameterWords.ofDescription(declared.path("description").asString(""));
      kind = described == ParameterKind.UNKNOWN ? kind : described;
    }
    return kind == ParameterKind.UNKNOWN ? ParameterWords.ofTool(tool) : kind;
  }

  private static ParameterKind declaredKind(JsonNode declared) {
    String format = declared.path("format").asString("").toLowerCase(Locale.ROOT);
    ParameterKind formatted = FORMATS.getOrDefault(format, ParameterKind.UNKNOWN);
    if (formatted != ParameterKind.UNKNOWN) {
      return formatted;
    }
    if (declared.has("enum")
        || declared.has("const")
        || SCALARS.contains(declared.path("type").asString("").toLowerCase(Locale.ROOT))) {
      return ParameterKind.IDENTIFIER;
    }
    return ofMediaType(declared.path("contentMediaType").asString("").toLowerCase(Locale.ROOT));
  }

  private static ParameterKind ofMediaType(String type) {
    if (type.contains("sql")) {
      return ParameterKind.SQL;
    }
    if (type.contains("html") || type.contains("markdown")) {
      return ParameterKind.MARKUP;
    }
    if (type.endsWith("x-sh") || type.contains("shellscript")) {
      return ParameterKind.SHELL;
    }
    boolean code =
        type.startsWith("text/x-")
            || type.startsWith("application/x-")
            || type.contains("javascript");
    return code ? ParameterKind.CODE : ParameterKind.UNKNOWN;
  }

  /** The last step that is a name: elements of a list are what the list is. */
  private static String ownName(List<String> steps) {
    for (int at = steps.size() - 1; at >= 0; at--) {
      String step = steps.get(at);
      if (!step.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return step;
      }
    }
    return "";
  }
}
