package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * The tokens of a source's first document with their places; the parser's failures turned into one
 * exception with a problem for the author. For one thread.
 */
final class TokenStream implements AutoCloseable {
  private final PackParser parser;
  private final CodePointOffsets offsets;
  private final List<Span> scalars = new ArrayList<>();

  TokenStream(SourceText source) {
    this.parser = PackParserFactory.open(source);
    this.offsets = new CodePointOffsets(source);
  }

  /** The next token; past the document's end that end again. */
  YamlToken next() throws SyntaxException {
    JsonToken token = advance();
    if (token == null) {
      return new YamlToken.End(span());
    }
    return switch (token) {
      case START_OBJECT -> start(true);
      case START_ARRAY -> start(false);
      case END_OBJECT, END_ARRAY -> new YamlToken.End(span());
      case PROPERTY_NAME, VALUE_STRING -> scalarOrAlias();
      case NOT_AVAILABLE,
          VALUE_EMBEDDED_OBJECT,
          VALUE_NUMBER_INT,
          VALUE_NUMBER_FLOAT,
          VALUE_TRUE,
          VALUE_FALSE,
          VALUE_NULL ->
          throw new IllegalStateException("a scalar was decoded: " + token);
    };
  }

  /** Whether the document that ended is followed by another, which starts at the end's place. */
  boolean isAtSecondDocument() {
    return parser.isAtSecondDocument();
  }

  /** The places of the scalars so far, keys included, in order. */
  List<Span> scalars() {
    return scalars;
  }

  @Override
  public void close() {
    parser.close();
  }

  private @Nullable JsonToken advance() throws SyntaxException {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw new SyntaxException(YamlSyntaxReporter.describe(e.getCause(), offsets, lastEnd()));
    } catch (IllegalArgumentException e) {
      // WHY: an escape for a code point beyond Unicode comes through Jackson as it is.
      throw new SyntaxException(YamlSyntaxReporter.describe(e, offsets, lastEnd()));
    }
  }

  private YamlToken start(boolean mapping) {
    return new YamlToken.Start(span(), parser.anchor(), parser.tag(), mapping, parser.isFlow());
  }

  private YamlToken scalarOrAlias() {
    String text = parser.getString();
    scalars.add(span());
    return parser.isCurrentAlias()
        ? new YamlToken.Alias(span(), text)
        : new YamlToken.Scalar(span(), parser.anchor(), parser.tag(), text, parser.isPlain());
  }

  private Span span() {
    return offsets.span(
        parser.currentTokenLocation().getCharOffset(), parser.currentLocation().getCharOffset());
  }

  private Span lastEnd() {
    return offsets.at(parser.currentLocation().getCharOffset());
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
