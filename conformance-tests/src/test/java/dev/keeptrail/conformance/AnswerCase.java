package dev.keeptrail.conformance;

import dev.keeptrail.engine.conformance.ContentJson;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.language.rule.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A golden case of a kind of policy whose text can be an answer of a model.
 *
 * @param name of the case, and its kind before it
 * @param text what is judged
 * @param references what it is compared with; empty for nothing
 * @param judged whether the case judges it as an answer, and nothing else is known there
 * @param reasonCode what the case comes to
 * @param refused whether the case refuses it
 * @param after the text as the case leaves it
 * @param start where what its decisive policy found begins; the end of the text where nothing is
 * @param end where it ends
 */
record AnswerCase(
    String name,
    Path folder,
    String text,
    String references,
    boolean judged,
    String reasonCode,
    boolean refused,
    String after,
    int start,
    int end) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Their cases stand for a model that only they have, or for a judge who was not asked. */
  private static final Set<String> WITH_A_MODEL = Set.of("embedding-detector", "flagged-review");

  /** Kinds whose cases are of requests, and that look at answers in the same way. */
  private static final List<String> ALIKE = List.of("dlp-filter");

  static List<AnswerCase> all() throws Exception {
    Path kinds = Repository.cases().resolve("trace/kinds");
    List<AnswerCase> all = new ArrayList<>();
    for (Path folder : folders(kinds)) {
      of(folder).ifPresent(all::add);
    }
    return all;
  }

  private static List<Path> folders(Path kinds) throws IOException {
    try (Stream<Path> found =
        Files.find(kinds, 2, (path, _) -> Files.exists(path.resolve("content.json")))) {
      return found.sorted().toList();
    }
  }

  private static Optional<AnswerCase> of(Path folder) throws Exception {
    var content = ContentJson.read(Repository.read(folder.resolve("content.json"))).phase();
    boolean output = content.phase() == Phase.OUTPUT;
    int names = folder.getNameCount();
    String kind = folder.getName(names - 2).toString();
    boolean alike = ALIKE.contains(kind);
    Path expected = folder.resolve("expected.decision.json");
    if (content.segments().size() != 1
        || content.segments().getFirst().location().channel() != Channel.CONTENT
        || !(output || alike)
        || Files.exists(folder.resolve("detectors.yml"))
        || !Files.exists(folder.resolve("pack.yaml"))) {
      return Optional.empty();
    }
    JsonNode decision = JSON.readTree(Repository.read(expected));
    String verdict = decision.path("verdict").asString();
    String text = content.segments().getFirst().text();
    String references =
        content.references().stream().map(Segment::text).collect(Collectors.joining("\n"));
    int[] span = span(decision, text.length());
    return Optional.of(
        new AnswerCase(
            kind + "/" + folder.getName(names - 1),
            folder,
            text,
            references,
            output
                && references.isEmpty()
                && content.facts().isEmpty()
                && content.pseudonyms().equals(Pseudonyms.UNKEYED)
                && !WITH_A_MODEL.contains(kind),
            decision.path("reason_code").asString(),
            verdict.equals("block") || verdict.equals("escalate"),
            decision.path("texts_after").path(0).asString(text),
            span[0],
            span[1]));
  }

  /** Findings are written as {@code 0[7..20) category ...}. */
  private static int[] span(JsonNode decision, int length) {
    int start = length;
    int end = length;
    for (JsonNode policy : decision.path("policies")) {
      boolean decisive = policy.path("policy").equals(decision.path("decisive_policy"));
      for (JsonNode number : policy.path("findings")) {
        String finding = decision.path("findings").path(number.asInt()).asString();
        int from = Integer.parseInt(finding, 2, finding.indexOf('.'), 10);
        if (decisive && from < start) {
          start = from;
          end = Integer.parseInt(finding, finding.indexOf('.') + 2, finding.indexOf(')'), 10);
        }
      }
    }
    return new int[] {start, end};
  }

  /** The ways to cut the text in two around what was found. */
  List<List<String>> cuts() {
    List<List<String>> cuts = new ArrayList<>();
    for (int at = Math.max(1, start); at <= Math.min(text.length() - 1, end + 1); at++) {
      cuts.add(List.of(text.substring(0, at), text.substring(at)));
    }
    return cuts;
  }

  /** The text sign by sign. */
  List<String> signs() {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
