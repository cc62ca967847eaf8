package dev.keeptrail.engine.listing;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.Map;
import java.util.Optional;

/**
 * One tool of a list that an MCP server gave. Each is judged on its own, and left out of the list
 * where a policy refuses it; the rest of the list goes on. A capture holds for each of them what a
 * call of it would look like, and then its texts, phase by phase.
 *
 * @param place JSON Pointer of the tool in the answer
 */
public record ListedTool(String place) {
  private static final String LIST = "/result/tools/";

  /** A tool, by its position. */
  public static ListedTool at(int position) {
    return new ListedTool(LIST + position);
  }

  /** The tool that a phase is about; empty where it is about anything else. */
  public static Optional<ListedTool> of(PhaseContent content) {
    String pointer =
        content.segments().isEmpty()
            ? content.facts().stream()
                .filter(fact -> fact.type() == FactType.TOOL_CALL)
                .map(Fact::pointer)
                .findFirst()
                .orElse("")
            : content.segments().getFirst().location().pointer();
    if (!pointer.startsWith(LIST)) {
      return Optional.empty();
    }
    int end = pointer.indexOf('/', LIST.length());
    return Optional.of(new ListedTool(end < 0 ? pointer : pointer.substring(0, end)));
  }

  /** Whether a phase about a tool asks whether it is to be seen, rather than judging its texts. */
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
