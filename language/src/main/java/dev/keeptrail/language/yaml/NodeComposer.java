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

/**
 * Builds nodes from the tokens of one document. Depth and the number of values, aliases expanded,
 * are bounded while reading: past a bound it reports once and stops.
 */
final class NodeComposer {
  private final TokenStream tokens;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int values;
  private boolean stopped;

  NodeComposer(TokenStream tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** The node that starts with that token, as the document's root; empty when a bound was hit. */
  Optional<YamlNode> compose(YamlToken.Node first) throws TokenStream.SyntaxException {
    YamlNode root = node(first, 0, NodePath.ROOT).node();
    return stopped ? Optional.empty() : Optional.of(root);
  }

  private Anchored node(YamlToken.Node token, int depth, NodePath path)
      throws TokenStream.SyntaxException {
    values++;
    if (depth > YamlLimits.MAX_DEPTH) {
      return stop(DiagnosticCode.NESTING_TOO_DEEP, token.span(), depthMessage(), null);
    }
    if (values > YamlLimits.MAX_VALUES) {
      return stop(DiagnosticCode.TOO_MANY_VALUES, token.span(), valuesMessage(), null);
    }
    return switch (token) {
      case YamlToken.Alias alias -> alias(alias, depth, path);
      case YamlToken.Content content -> anchored(content, depth, path);
    };
  }

  private Anchored anchored(YamlToken.Content token, int depth, NodePath path)
      throws TokenStream.SyntaxException {
    String anchor = token.anchor();
    if (anchor != null) {
      open.add(anchor);
    }
    int before = values;
    Built built = content(token, depth, path);
    Anchored result = new Anchored(built.node(), values - before + 1, built.height());
    if (anchor != null) {
      open.remove(anchor);
      anchors.put(anchor, result);
    }
    return result;
  }

  private Built content(YamlToken.Content token, int depth, NodePath path)
      throws TokenStream.SyntaxException {
    return switch (token) {
      case YamlToken.Scalar scalar -> new Built(scalar(scalar, path), 0);
      case YamlToken.Start start when start.mapping() -> mapping(start, depth, path);
      case YamlToken.Start start -> sequence(start, depth, path);
    };
  }

  private YamlNode scalar(YamlToken.Scalar token, NodePath path) {
    Span span = token.span();
    String text = token.text();
    if (text.length() > YamlLimits.MAX_SCALAR_LENGTH) {
      problems.add(
          DiagnosticCode.VALUE_TOO_LONG,
          span,
          path.toString(),
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
          path.toString(),
          "half of a surrogate pair is not a character",
          "write the whole character, or `\\U` with eight digits");
      return new YamlNode.Invalid(span);
    }
    checkTag(token, path, "tag:yaml.org,2002:str");
    boolean isText = hasTag(token.tag(), "tag:yaml.org,2002:str");
    return new YamlNode.Scalar(span, text, token.plain() && !isText);
  }

  private Built sequence(YamlToken.Start start, int depth, NodePath path)
      throws TokenStream.SyntaxException {
    checkTag(start, path, "tag:yaml.org,2002:seq");
    List<YamlNode> items = new ArrayList<>();
    int height = 0;
    YamlToken next = tokens.next();
    while (next instanceof YamlToken.Node first) {
      Anchored item = node(first, depth + 1, path.index(items.size()));
      if (stopped) {
        break;
      }
      items.add(item.node());
      height = Math.max(height, item.height() + 1);
      next = tokens.next();
    }
    return new Built(new YamlNode.Sequence(spanOf(start, next), items), height);
  }

  private Built mapping(YamlToken.Start start, int depth, NodePath path)
      throws TokenStream.SyntaxException {
    checkTag(start, path, "tag:yaml.org,2002:map");
    MappingEntries entries = new MappingEntries(problems, path);
    int height = 0;
    YamlToken next = tokens.next();
    while (next instanceof YamlToken.Node first) {
      YamlNode key = node(first, depth + 1, path).node();
      if (stopped || !(tokens.next() instanceof YamlToken.Node second)) {
        break;
      }
      Anchored value = node(second, depth + 1, path.key(wordOf(key)));
      if (stopped) {
        break;
      }
      entries.add(key, value.node());
      height = Math.max(height, value.height() + 1);
      next = tokens.next();
    }
    return new Built(new YamlNode.Mapping(spanOf(start, next), entries.toList()), height);
  }

  /** A block collection is shown at its first line, so its span need not reach its end. */
  private static Span spanOf(YamlToken.Start start, YamlToken last) {
    Span from = start.span();
    return start.flow()
        ? new Span(from.source(), from.offset(), last.span().end() - from.offset())
        : from;
  }

  private Anchored alias(YamlToken.Alias alias, int depth, NodePath path) {
    Span span = alias.span();
    Anchored target = anchors.get(alias.anchor());
    if (open.contains(alias.anchor())) {
      return invalid(
          DiagnosticCode.RECURSIVE_ALIAS, alias, path, " stands inside its own anchor", null);
    }
    if (target == null) {
      return invalid(
          DiagnosticCode.UNKNOWN_ALIAS,
          alias,
          path,
          " has no anchor above it",
          "put a text that starts with `*` in quotes, or write "
              + Quoted.word("&" + alias.anchor())
              + " before a value above");
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

  private Anchored invalid(
      DiagnosticCode code,
      YamlToken.Alias alias,
      NodePath path,
      String what,
      @Nullable String hint) {
    problems.add(
        code,
        alias.span(),
        path.toString(),
        "alias " + Quoted.word("*" + alias.anchor()) + what,
        hint);
    return new Anchored(new YamlNode.Invalid(alias.span()), 1, 0);
  }

  private Anchored stop(DiagnosticCode code, Span span, String message, @Nullable String hint) {
    if (!stopped) {
      stopped = true;
      problems.add(code, span, "", message, hint);
    }
    return new Anchored(new YamlNode.Invalid(span), 1, 0);
  }

  private void checkTag(YamlToken.Content token, NodePath path, String allowed) {
    if (token.tag() == null || hasTag(token.tag(), allowed)) {
      return;
    }
    problems.add(
        DiagnosticCode.UNSUPPORTED_YAML,
        token.span(),
        path.toString(),
        "YAML tags are not supported",
        "leave out the tag that starts with `!`; `!!str` alone is accepted");
  }

  private static boolean hasTag(@Nullable String tag, String expected) {
    return expected.equals(tag) || "!".equals(tag);
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xdfff);
  }

  private static String wordOf(YamlNode key) {
    return key instanceof YamlNode.Scalar scalar ? scalar.text() : "";
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
