package dev.keeptrail.language.yaml;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.SimpleStreamReadContext;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Jackson's YAML parser, made to tell what its tokens leave out: whether a scalar is plain, which
 * anchor and tag belong to it, and where a second document starts. For one thread.
 *
 * <p>It differs from its parent in three ways. A scalar stays text, so that nothing is decoded
 * before its length is checked. A key that is no scalar is no failure: its tokens come where the
 * key's name would. And a second document is not entered.
 */
final class PackParser extends YAMLParser {
  /** The contexts of the keys being read that are no scalars, innermost first. */
  private final Deque<SimpleStreamReadContext> openKeys = new ArrayDeque<>();

  private boolean inDocument;
  private boolean atSecondDocument;

  PackParser(PackParserFactory factory, ObjectReadContext context, IOContext io, Reader reader) {
    super(
        context,
        io,
        factory._getBufferRecycler(),
        factory.getStreamReadFeatures(),
        factory.getFormatReadFeatures(),
        null,
        reader);
  }

  /** Whether the document is followed by another; the current token is then its start. */
  boolean isAtSecondDocument() {
    return atSecondDocument;
  }

  /** Whether the current token is a scalar without quotes that is no block text. */
  boolean isPlain() {
    return _lastEvent instanceof ScalarEvent scalar && scalar.isPlain();
  }

  /** Whether the current token starts a collection in brackets. */
  boolean isFlow() {
    return _lastEvent instanceof CollectionStartEvent start && start.isFlow();
  }

  /**
   * The anchor written at the current token. The parent's {@code getObjectId} knows none for a
   * scalar value, and gives a mapping's anchor to its first key too.
   */
  @Nullable String anchor() {
    return _lastEvent instanceof NodeEvent node
        ? node.getAnchor().map(Anchor::getValue).orElse(null)
        : null;
  }

  /** The tag written at the current token; the parent's comes late for a mapping's first key. */
  @Nullable String tag() {
    if (_lastEvent instanceof ScalarEvent scalar) {
      return scalar.getTag().orElse(null);
    }
    return _lastEvent instanceof CollectionStartEvent start ? start.getTag().orElse(null) : null;
  }

  @Override
  protected JsonToken _decodeScalar(ScalarEvent scalar) {
    _textValue = scalar.getValue();
    return JsonToken.VALUE_STRING;
  }

  /** The next event; null, which the parent takes for the end, where a second document starts. */
  @Override
  protected @Nullable Event nextEvent() {
    closeFinishedKey();
    Event event = super.nextEvent();
    if (event.getEventId() == Event.ID.DocumentStart) {
      if (inDocument) {
        atSecondDocument = true;
        _lastEvent = event;
        return null;
      }
      inDocument = true;
    }
    openKeyThatIsNoScalar(event);
    return event;
  }

  /** WHY: the parent refuses such a key inside a mapping, but reads it as the entry of a list. */
  private void openKeyThatIsNoScalar(Event event) {
    boolean keyExpected = _streamReadContext.inObject() && _currToken != JsonToken.PROPERTY_NAME;
    if (keyExpected && event instanceof NodeEvent && !(event instanceof ScalarEvent)) {
      _streamReadContext = _streamReadContext.createChildArrayContext(-1, -1);
      openKeys.push(_streamReadContext);
    }
  }

  private void closeFinishedKey() {
    if (_streamReadContext.equals(openKeys.peek())) {
      _streamReadContext = openKeys.pop().getParent();
      _currToken = JsonToken.PROPERTY_NAME;
    }
  }
}
