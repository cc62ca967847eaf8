package dev.keeptrail.conformance.bypass;

import dev.keeptrail.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the case files; what it does not know is a mistake in the case. */
final class CaseReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Set<String> CASE =
      Set.of(
          "says",
          "holds",
          "limit",
          "pack",
          "believed",
          "translated",
          "text",
          "never",
          "must",
          "input",
          "output",
          "routes");
  private static final Set<String> STEP =
      Set.of(
          "none",
          "must",
          "text",
          "chat",
          "responses",
          "messages",
          "ask",
          "say",
          "events",
          "headers",
          "encoding",
          "cuts",
          "unary",
          "stream",
          "status",
          "type",
          "steps",
          "title",
          "method",
          "path");

  private final Path file;
  private final JsonNode root;

  private CaseReader(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static Path folder() {
    return Repository.cases().resolve("bypass");
  }

  static JsonNode yaml(Path file) throws IOException {
    return YAML.readTree(Files.readString(file));
  }

  /** All cases, in order of name. */
  static List<BypassCase> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder(), 2)) {
      List<BypassCase> cases = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = folder().relativize(file).toString().replace('\\', '/');
        boolean isCase = name.endsWith(".yaml") && name.indexOf('/') > 0;
        if (isCase && !name.startsWith("packs/")) {
          cases.add(new CaseReader(file, yaml(file)).read(name.replace(".yaml", "")));
        }
      }
      return cases;
    }
  }

  private BypassCase read(String name) {
    known((ObjectNode) root, CASE);
    Must must = Must.named(root.path("must").asString("mask"));
    CaseText text = text(root.path("text"));
    Map<Direction, Side> sides = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      sides.put(direction, side(root.path(direction.word()), direction, text, must));
    }
    List<RouteStep> routes = new ArrayList<>();
    for (JsonNode route : root.path("routes")) {
      known((ObjectNode) route, STEP);
      String path = route.path("path").stringValue();
      routes.add(
          new RouteStep(
              route.path("title").asString(path),
              route.path("method").asString("POST"),
              path,
              step(route, Direction.INPUT, text, must)));
    }
    return new BypassCase(
        file,
        name,
        root.path("says").stringValue(),
        words(root.path("holds")),
        root.path("limit").asString(""),
        root.path("pack").asString("mask"),
        root.path("believed").asBoolean(false),
        root.path("translated").asBoolean(false),
        words(root.path("never")).stream().map(text::fill).toList(),
        sides,
        routes);
  }

  private Side side(JsonNode given, Direction direction, CaseText text, Must must) {
    if (given.isObject()) {
      known((ObjectNode) given, STEP);
    }
    Map<Tongue, String> withoutTongue = new EnumMap<>(Tongue.class);
    Map<String, String> withoutMode = new LinkedHashMap<>();
    for (Tongue tongue : Tongue.values()) {
      none(given.path(tongue.word())).ifPresent(why -> withoutTongue.put(tongue, why));
    }
    for (String mode : Side.MODES) {
      none(given.path(mode)).ifPresent(why -> withoutMode.put(mode, why));
    }
    Must own = given.has("must") ? Must.named(given.path("must").stringValue()) : must;
    CaseText said = given.has("text") ? text(given.path("text")) : text;
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : given.path("steps")) {
      known((ObjectNode) step, STEP);
      steps.add(step(step, direction, said, own));
    }
    if (steps.isEmpty()) {
      steps.add(step(given, direction, said, own));
    }
    return new Side(given.path("none").asString(""), withoutTongue, withoutMode, steps);
  }

  private static Optional<String> none(JsonNode given) {
    return given.size() == 1 && given.path("none").isString()
        ? Optional.of(given.path("none").stringValue())
        : Optional.empty();
  }

  private Step step(JsonNode given, Direction direction, CaseText text, Must must) {
    Map<String, JsonNode> ask = members(given.path("ask"));
    Map<String, JsonNode> say = members(given.path("say"));
    for (Tongue tongue : Tongue.values()) {
      JsonNode own = given.path(tongue.word());
      if (!own.isMissingNode() && none(own).isEmpty()) {
        (direction == Direction.INPUT ? ask : say).put(tongue.word(), own);
      }
    }
    List<Cut> cuts = words(given.path("cuts")).stream().map(Cut::named).toList();
    Map<String, String> headers = new LinkedHashMap<>();
    given.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
    return new Step(
        given.has("text") ? text(given.path("text")) : text,
        given.has("must") ? Must.named(given.path("must").stringValue()) : must,
        ask,
        say,
        members(given.path("events")),
        headers,
        Encoding.named(given.path("encoding").asString("utf8")),
        cuts.isEmpty() ? List.of(Cut.PIECES) : cuts,
        given.path("status").asInt(200),
        given.path("type").asString("application/json"));
  }

  private static Map<String, JsonNode> members(JsonNode given) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    given.forEachEntry(members::put);
    return members;
  }

  private static CaseText text(JsonNode given) {
    return new CaseText(words(given));
  }

  private static List<String> words(JsonNode given) {
    List<String> words = new ArrayList<>();
    if (given.isArray()) {
      given.forEach(word -> words.add(word.asString()));
    } else if (!given.isMissingNode()) {
      words.add(given.asString());
    }
    return words;
  }

  private void known(ObjectNode given, Set<String> names) {
    for (String name : given.propertyNames()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(file + " has an unknown key: " + name);
      }
    }
  }
}
