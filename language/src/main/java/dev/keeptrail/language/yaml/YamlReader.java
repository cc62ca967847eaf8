package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads exactly one YAML document into nodes. Works on the library's events, because those keep
 * every place, show duplicate keys and aliases, and cost nothing before a limit is checked.
 */
final class YamlReader {
  private YamlReader() {}

  /** The root, or empty when there is none to speak of; the problems say why. */
  static Optional<YamlNode> read(SourceText source, Problems problems) {
    if (!CharacterChecker.check(source, problems)) {
      return Optional.empty();
    }
    CodePointOffsets offsets = new CodePointOffsets(source);
    try {
      return readDocument(source, offsets, problems);
    } catch (YamlEngineException e) {
      problems.add(YamlSyntaxReporter.describe(e, offsets));
      return Optional.empty();
    }
  }

  private static Optional<YamlNode> readDocument(
      SourceText source, CodePointOffsets offsets, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setLabel("pack")
            .setParseComments(false)
            .build();
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, source.text()));
    events.next();
    if (events.checkEvent(Event.ID.StreamEnd)) {
      reportEmpty(Span.startOf(source), problems);
      return Optional.empty();
    }
    events.next();
    NodeComposer composer = new NodeComposer(events, offsets, problems);
    Optional<YamlNode> root = composer.compose();
    if (root.isPresent()) {
      events.next();
      reportSecondDocument(events, offsets, problems);
    }
    return root;
  }

  private static void reportSecondDocument(
      ParserImpl events, CodePointOffsets offsets, Problems problems) {
    if (!events.checkEvent(Event.ID.DocumentStart)) {
      return;
    }
    Event second = events.next();
    problems.add(
        DiagnosticCode.MULTIPLE_DOCUMENTS,
        offsets.span(second.getStartMark(), second.getEndMark()),
        "",
        "a second document starts here",
        "keep one pack in one file");
  }

  private static void reportEmpty(Span place, Problems problems) {
    problems.add(
        DiagnosticCode.EMPTY_SOURCE,
        place,
        "",
        "the file holds no document",
        "a pack has at least `pack` and `policies`");
  }
}
