package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.source.SourceText;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The YAML library's events, its failures turned into one exception with a problem for the author.
 */
final class EventStream {
  private final ParserImpl parser;
  private final CodePointOffsets offsets;
  private Optional<Mark> lastEnd = Optional.empty();

  EventStream(SourceText source, CodePointOffsets offsets) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setLabel("pack").build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, source.text()));
    this.offsets = offsets;
  }

  /** The next event. */
  Event next() throws SyntaxException {
    Event event = guarded(parser::next);
    lastEnd = event.getEndMark();
    return event;
  }

  /** Whether the next event is of that kind. */
  boolean isNext(Event.ID id) throws SyntaxException {
    return guarded(() -> parser.checkEvent(id));
  }

  private <T> T guarded(Supplier<T> call) throws SyntaxException {
    try {
      return call.get();
    } catch (YamlEngineException e) {
      throw new SyntaxException(YamlSyntaxReporter.describe(e, offsets));
    } catch (IllegalArgumentException e) {
      // WHY: the library lets these out, as number format exceptions, for malformed escapes.
      throw new SyntaxException(YamlSyntaxReporter.brokenEscape(offsets.at(lastEnd)));
    }
  }

  /** The text is no YAML; reading ends here. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic problem;

    SyntaxException(Diagnostic problem) {
      super(problem.message());
      this.problem = problem;
    }

    Diagnostic problem() {
      return problem;
    }
  }
}
