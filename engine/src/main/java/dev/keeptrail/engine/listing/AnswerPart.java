package dev.keeptrail.engine.listing;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of what an MCP server says that is judged on its own, and left out where a policy refuses
 * it; the rest goes on. It is an entry of a list, or a notice of progress. A capture holds for each
 * tool of a list what a call of it would look like, and for each part its texts, phase by phase.
 *
 * @param place JSON Pointer of an entry in the answer; for a notice {@code /progress/} and its
 *     number
 */
public record AnswerPart(String place) {
  /** What notices stand below, each under its number. */
  public static final String PROGRESS = "/progress";

  private static final String TOOLS = "/result/tools/";
  private static final List<String> PLACES =
      List.of(
          TOOLS,
          "/result/prompts/",
          "/result/resources/",
          "/result/resourceTemplates/",
          PROGRESS + "/");

  /** A tool, by its position. */
  public static AnswerPart tool(int position) {
    return new AnswerPart(TOOLS + position);
  }

  /** The part that a phase is about; empty where it is about anything else. */
  public static Optional<AnswerPart> of(PhaseContent content) {
    String pointer =
        content.segments().isEmpty()
            ? content.facts().stream()
                .filter(fact -> fact.type() == FactType.TOOL_CALL)
                .map(Fact::pointer)
                .findFirst()
                .orElse("")
            : pointer(content.segments().getFirst().location());
    return PLACES.stream()
        .filter(pointer::startsWith)
        .findFirst()
        .map(place -> {
          int end = pointer.indexOf('/', place.length());
          return new AnswerPart(end < 0 ? pointer : pointer.substring(0, end));
        });
  }

  /** What stands in the place of a list in another answer is judged with all of it. */
  private static String pointer(Location location) {
    boolean entry = location.channel() == Channel.TOOL_DEFINITION;
    return entry || location.pointer().startsWith(PROGRESS) ? location.pointer() : "";
  }

  /** Whether a phase asks whether a tool is to be seen, rather than judging its texts. */
  public static boolean isQuestion(PhaseContent content) {
    return content.phase() == Phase.TOOL;
  }

  /** A call of a tool, of which nothing but the name is known. */
  public Fact call(String name) {
    return new Fact(
        FactType.TOOL_CALL,
        place,
        Map.of(
            "id", new Value.Text(""),
            "name", new Value.Text(name),
            "arguments", new Value.Mapping(Map.of()),
            "index", new Value.Decimal(0)));
  }
}
