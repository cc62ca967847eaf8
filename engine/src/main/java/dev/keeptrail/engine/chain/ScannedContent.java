package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A phase's content as detectors see it: each text with who or what it comes from. */
public final class ScannedContent {
  private ScannedContent() {}

  /** What one scan of the phase looks at. */
  public static ScanInput of(PhaseContent content) {
    return of(content, null);
  }

  /** The same, of texts that may come again. */
  static ScanInput remembered(PhaseContent content) {
    return of(content, scope(content));
  }

  private static ScanInput of(PhaseContent content, @Nullable String scope) {
    boolean streamed = content.phase() == Phase.OUTPUT && content.request().stream();
    List<String> parts =
        content.segments().stream().map(segment -> part(segment, streamed)).toList();
    return new ScanInput(texts(content.segments()), texts(content.references()), parts, scope);
  }

  /**
   * Where a value may go on. What a model wrote goes out text by text in a stream. The name of a
   * parameter that is a plain word begins no value: {@code "from": "@example.com"} is no address.
   */
  private static String part(Segment segment, boolean streamed) {
    Location location = segment.location();
    if (isName(segment) || (streamed && source(location) == Source.ASSISTANT)) {
      return ScanInput.ALONE;
    }
    return streamed ? StreamedParts.of(location) : "";
  }

  private static boolean isName(Segment segment) {
    String text = segment.text();
    Parameter of = segment.parameter();
    return of != null
        && of.path().endsWith('/' + text)
        && !text.isEmpty()
        && text.chars().allMatch(sign -> Character.isLetter(sign) || sign == '_' || sign == '-');
  }

  /**
   * Whose texts they are, as far as anybody knows. Answers come once; as a part of the next request
   * they are texts of that.
   */
  private static @Nullable String scope(PhaseContent content) {
    if (content.phase() == Phase.OUTPUT) {
      return null;
    }
    for (Fact fact : content.facts()) {
      if (fact.type() == FactType.IDENTITY) {
        return fact.fields().toString();
      }
    }
    return "";
  }

  private static List<ScanText> texts(List<Segment> segments) {
    List<ScanText> texts = new ArrayList<>(segments.size());
    for (Segment segment : segments) {
      texts.add(new ScanText(segment.text(), origin(segment)));
    }
    return texts;
  }

  private static Origin origin(Segment segment) {
    Location location = segment.location();
    return new Origin(source(location), location.index(), segment.parameter());
  }

  /** Where a text at that place comes from. */
  static Origin origin(Location location) {
    return Origin.of(source(location), location.index());
  }

  private static Source source(Location location) {
    return switch (location.channel()) {
      case TOOL_ARGUMENTS -> Source.TOOL_ARGUMENTS;
      case TOOL_RESULT -> Source.TOOL_RESULT;
      case TOOL_DEFINITION -> Source.TOOL_DEFINITION;
      case DOCUMENT -> Source.DOCUMENT;
      case METADATA -> Source.METADATA;
      case REFUSAL, REASONING -> Source.ASSISTANT;
      case CONTENT ->
          switch (location.role()) {
            case "system", "developer" -> Source.SYSTEM;
            case "assistant" -> Source.ASSISTANT;
            case "tool" -> Source.TOOL_RESULT;
            default -> Source.USER;
          };
    };
  }
}
