package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;

/**
 * Builds nodes from the events of one document. Depth and the number of values, aliases expanded,
 * are bounded while reading: past a bound it reports once and stops.
 */
final class NodeComposer {
  private final ParserImpl events;
  private final CodePointOffsets offsets;
  private final Problems problems;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Set<Anchor> open = new HashSet<>();
  private int values;
  private boolean stopped;

  NodeComposer(ParserImpl events, CodePointOffsets offsets, Problems problems) {
    this.events = events;
    this.offsets = offsets;
    this.problems = problems;
  }

  /** The document's root; empty when a bound was hit. */
  Optional<YamlNode> compose() {
    YamlNode root = node(0).node();
    return stopped ? Optional.empty() : Optional.of(root);
  }

  private Anchored node(int depth) {
    NodeEvent event = (NodeEvent) events.next();
    Span span = offsets.span(event.getStartMark(), event.getEndMark());
    values++;
    if (depth > YamlLimits.MAX_DEPTH) {
      return stop(DiagnosticCode.NESTING_TOO_DEEP, span, depthMessage(), null);
    }
    if (values > YamlLimits.MAX_VALUES) {
      return stop(DiagnosticCode.TOO_MANY_VALUES, span, valuesMessage(), null);
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias.getAlias(), span, depth);
    }
    Anchor anchor = event.getAnchor().orElse(null);
    if (anchor != null) {
      open.add(anchor);
    }
    int before = values;
    Built built = content(event, span, depth);
    Anchored result = new Anchored(built.node(), values - before + 1, built.height());
    if (anchor != null) {
      open.remove(anchor);
      anchors.put(anchor, result);
    }
    return result;
  }

  private Built content(NodeEvent event, Span span, int depth) {
    return switch (event) {
      case ScalarEvent scalar -> new Built(scalar(scalar, span), 0);
      case MappingStartEvent mapping -> mapping(mapping, span, depth);
      case CollectionStartEvent sequence -> sequence(sequence, span, depth);
      default -> throw new IllegalStateException("no such node event: " + event.getEventId());
    };
  }

  private YamlNode scalar(ScalarEvent event, Span span) {
    String text = event.getValue();
    if (text.length() > YamlLimits.MAX_SCALAR_LENGTH) {
      problems.add(
          DiagnosticCode.VALUE_TOO_LONG,
          span,
          "",
          "a value has "
              + text.length()
              + " characters, more than "
              + YamlLimits.MAX_SCALAR_LENGTH);
      return new YamlNode.Invalid(span);
    }
    if (hasLoneSurrogate(text)) {
      problems.add(
          DiagnosticCode.INVALID_CHARACTER,
          span,
          "",
          "half of a surrogate pair is not a character",
          "write the whole character, or `\\U` with eight digits");
      return new YamlNode.Invalid(span);
    }
    boolean isText = hasTag(event.getTag(), "tag:yaml.org,2002:str");
    if (event.getTag().isPresent() && !isText) {
      reportTag(span);
    }
    return new YamlNode.Scalar(span, text, event.isPlain() && !isText);
  }

  private Built sequence(CollectionStartEvent start, Span span, int depth) {
    checkTag(start, span, "tag:yaml.org,2002:seq");
    List<YamlNode> items = new ArrayList<>();
    int height = 0;
    while (!stopped && !events.checkEvent(Event.ID.SequenceEnd)) {
      Anchored item = node(depth + 1);
      items.add(item.node());
      height = Math.max(height, item.height() + 1);
    }
    return new Built(new YamlNode.Sequence(close(start, span), items), height);
  }

  private Built mapping(MappingStartEvent start, Span span, int depth) {
    checkTag(start, span, "tag:yaml.org,2002:map");
    MappingEntries entries = new MappingEntries(problems);
    int height = 0;
    while (!stopped && !events.checkEvent(Event.ID.MappingEnd)) {
      YamlNode key = node(depth + 1).node();
      if (stopped) {
        break;
      }
      Anchored value = node(depth + 1);
      entries.add(key, value.node());
      height = Math.max(height, value.height() + 1);
    }
    return new Built(new YamlNode.Mapping(close(start, span), entries.toList()), height);
  }

  /** A collection is shown at its first line, so its span need not reach its end. */
  private Span close(CollectionStartEvent start, Span span) {
    if (stopped) {
      return span;
    }
    Event end = events.next();
    return start.isFlow() ? offsets.span(start.getStartMark(), end.getEndMark()) : span;
  }

  private Anchored alias(Anchor anchor, Span span, int depth) {
    Anchored target = anchors.get(anchor);
    if (open.contains(anchor)) {
      return invalid(DiagnosticCode.RECURSIVE_ALIAS, span, anchor, " stands inside its own anchor");
    }
    if (target == null) {
      return invalid(DiagnosticCode.UNKNOWN_ALIAS, span, anchor, " has no anchor above it");
    }
    values += target.values() - 1;
    if (values > YamlLimits.MAX_VALUES) {
      String hint = "aliases count as often as they are used";
      return stop(DiagnosticCode.TOO_MANY_VALUES, span, valuesMessage(), hint);
    }
    if (depth + target.height() > YamlLimits.MAX_DEPTH) {
      return stop(DiagnosticCode.NESTING_TOO_DEEP, span, depthMessage(), null);
    }
    return new Anchored(target.node().at(span), target.values(), target.height());
  }

  private Anchored invalid(DiagnosticCode code, Span span, Anchor anchor, String what) {
    problems.add(code, span, "", "alias " + Quoted.word("*" + anchor.getValue()) + what);
    return new Anchored(new YamlNode.Invalid(span), 1, 0);
  }

  private Anchored stop(DiagnosticCode code, Span span, String message, @Nullable String hint) {
    if (!stopped) {
      stopped = true;
      problems.add(code, span, "", message, hint);
    }
    return new Anchored(new YamlNode.Invalid(span), 1, 0);
  }

  private void checkTag(CollectionStartEvent start, Span span, String allowed) {
    if (start.getTag().isPresent() && !hasTag(start.getTag(), allowed)) {
      reportTag(span);
    }
  }

  private void reportTag(Span span) {
    problems.add(
        DiagnosticCode.UNSUPPORTED_YAML,
        span,
        "",
        "YAML tags are not supported",
        "leave out the tag that starts with `!`; `!!str` alone is accepted");
  }

  private static boolean hasTag(Optional<String> tag, String expected) {
    return tag.isPresent() && (tag.get().equals(expected) || tag.get().equals("!"));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xdfff);
  }

  private static String depthMessage() {
    return "values are nested more than " + YamlLimits.MAX_DEPTH + " levels deep";
  }

  private static String valuesMessage() {
    return "the document holds more than " + YamlLimits.MAX_VALUES + " values";
  }

  /** A node, how many values it stands for, and how many levels lie below it. */
  private record Anchored(YamlNode node, int values, int height) {}

  private record Built(YamlNode node, int height) {}
}
