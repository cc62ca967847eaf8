package dev.keeptrail.gateway.body;

import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.redaction.TextEdits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gathers the texts of a body in document order. What no rule of the caller knows is walked whole:
 * every string, every key that is no known word, and every integer long enough to be somebody's
 * number. One use, one thread.
 */
public final class TextCollector {
  /** Integers of at least this many digits are judged as text: cards, phones, accounts. */
  private static final int LONG_INTEGER_DIGITS = 7;

  private static final int MAX_ZEROS = 40;

  /** Bounds what a body of many tiny texts costs in memory and in time. */
  public static final int MAX_TEXTS = 100_000;

  /** Bounds what an event says about parts that no detector can look at. */
  public static final int MAX_UNSCANNED = 1_000;

  private final List<TextSlot> slots = new ArrayList<>();
  private final List<Unscanned> unscanned = new ArrayList<>();
  private final Predicate<String> plainNumbers;
  private boolean complete = true;
  private @Nullable Runnable afterwards;
  private @Nullable ToolArguments arguments;

  /**
   * @param numbersAreText whether long integers are judged everywhere, unless the protocol itself
   *     has a number under their name; those that somebody says or a tool tells are anyhow, and
   *     those in tool arguments whatever their name
   */
  public TextCollector(boolean numbersAreText) {
    this(numbersAreText ? NumberKeys::has : _ -> true);
  }

  /**
   * @param plainNumbers the names under which long integers are not judged, unless in tool
   *     arguments
   */
  public TextCollector(Predicate<String> plainNumbers) {
    this.plainNumbers = plainNumbers;
  }

  public BodyTexts finish() {
    return new BodyTexts(slots, unscanned, complete);
  }

  public void unscanned(String pointer, String reason) {
    if (unscanned.size() == MAX_UNSCANNED) {
      complete = false;
    } else {
      unscanned.add(new Unscanned(pointer, reason));
    }
  }

  public void text(Voice voice, String pointer, String text, @Nullable Consumer<String> write) {
    if (slots.size() == MAX_TEXTS) {
      complete = false;
    } else if (!text.isEmpty()) {
      Parameter parameter = arguments == null ? null : arguments.parameter();
      slots.add(new TextSlot(new Segment(voice.at(pointer), text, parameter), write, afterwards));
    }
  }

  /** Texts collected by the step are values of the arguments. */
  public void within(ToolArguments own, Runnable step) {
    arguments = own;
    step.run();
    arguments = null;
  }

  private void enter(String step) {
    if (arguments != null) {
      arguments.enter(step);
    }
  }

  private void leave() {
    if (arguments != null) {
      arguments.leave();
    }
  }

  /**
   * Collects the elements of an array one of whose edits needs a step at the end, such as encoding
   * it into a string. The array's own step is no part of the place.
   */
  public void decoded(ArrayNode holder, String pointer, Voice voice, Runnable step) {
    Runnable outer = afterwards;
    afterwards = step;
    JsonNode value = holder.path(0);
    if (value.isContainer()) {
      walk(value, pointer, voice, Set.of());
    } else if (judged(value, "", voice)) {
      text(voice, pointer, text(value), edited -> holder.set(0, edited(value, edited)));
    }
    afterwards = outer;
  }

  /** Walks one member of an object whose name is none of the sender's own. */
  public void member(ObjectNode parent, String name, String parentPointer, Voice voice) {
    member(parent, name, parentPointer, voice, Set.of());
  }

  /**
   * Walks one member of an object.
   *
   * @param plain members that are not judged where their value is a plain short token
   */
  public void member(
      ObjectNode parent, String name, String parentPointer, Voice voice, Set<String> plain) {
    member(parent, name, parent.path(name), parentPointer, voice, plain);
  }

  /** Walks one member of an object and judges its name unless the protocol knows it. */
  public void field(ObjectNode parent, String name, String parentPointer, Voice voice) {
    key(name, parentPointer, voice);
    member(parent, name, parentPointer, voice);
  }

  /** Walks one element of an array. */
  public void element(ArrayNode array, int at, String pointer, Voice voice) {
    element(array, at, pointer, voice, Set.of());
  }

  /**
   * Walks everything below a node.
   *
   * @param plain members that are not judged where their value is a plain short token
   */
  private void walk(JsonNode node, String pointer, Voice voice, Set<String> plain) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        enter(entry.getKey());
        key(entry.getKey(), pointer, voice);
        member(object, entry.getKey(), entry.getValue(), pointer, voice, plain);
        leave();
      }
    } else if (node instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        enter(Integer.toString(at));
        element(array, at, pointer, voice, plain);
        leave();
      }
    }
  }

  private void member(
      ObjectNode parent,
      String name,
      JsonNode value,
      String parentPointer,
      Voice voice,
      Set<String> plain) {
    if (value.isContainer()) {
      walk(value, Places.child(parentPointer, name), voice, plain);
    } else if (judged(value, name, voice)
        && !(plain.contains(name) && Identifiers.isToken(text(value)))) {
      opaque(value, name, Places.child(parentPointer, name), voice);
      text(
          voice,
          Places.child(parentPointer, name),
          text(value),
          edited -> parent.set(name, edited(value, edited)));
    }
  }

  private void element(ArrayNode array, int at, String pointer, Voice voice, Set<String> plain) {
    JsonNode value = array.get(at);
    if (value.isContainer()) {
      walk(value, Places.child(pointer, at), voice, plain);
    } else if (judged(value, "", voice)) {
      opaque(value, "", Places.child(pointer, at), voice);
      text(
          voice,
          Places.child(pointer, at),
          text(value),
          edited -> array.set(at, edited(value, edited)));
    }
  }

  /** Media where no rule of the caller expects any: judged as text, which says nothing of them. */
  private void opaque(JsonNode value, String name, String pointer, Voice voice) {
    if (voice.channel() == Channel.METADATA && Media.isOpaque(name, value)) {
      unscanned(pointer, "data");
    }
  }

  /** Judges a name unless the protocol knows it. */
  public void key(String name, String pointer, Voice voice) {
    if (!KnownKeys.has(name)) {
      text(voice.in(keyChannel(voice.channel())), Places.child(pointer, name), name, null);
    }
  }

  private static Channel keyChannel(Channel channel) {
    return channel == Channel.TOOL_ARGUMENTS || channel == Channel.TOOL_DEFINITION
        ? channel
        : Channel.METADATA;
  }

  private boolean judged(JsonNode value, String name, Voice voice) {
    if (value.isString()) {
      return true;
    }
    // Arguments are the caller's and the model's own, in a string or as an object.
    boolean passed = afterwards != null || arguments != null;
    boolean said = isSaid(voice.channel()) && !NumberKeys.has(name);
    boolean own = passed || said || !plainNumbers.test(name);
    return own && isWhole(value) && text(value).length() >= LONG_INTEGER_DIGITS;
  }

  /** Where somebody says something, a number is what he says, whoever counts the rest. */
  private static boolean isSaid(Channel channel) {
    return switch (channel) {
      case CONTENT, REFUSAL, REASONING, TOOL_RESULT -> true;
      case METADATA, TOOL_ARGUMENTS, TOOL_DEFINITION, DOCUMENT -> false;
    };
  }

  /** A whole number, even one written as {@code 1.0} or {@code 1e0}. */
  private static boolean isWhole(JsonNode value) {
    if (!value.isBigDecimal()) {
      return value.isIntegralNumber();
    }
    BigDecimal number = value.decimalValue();
    // WHY: an exponent may ask for more digits than there is memory.
    return number.scale() > -MAX_ZEROS && number.stripTrailingZeros().scale() <= 0;
  }

  /** A number stays one where the edited text is a whole number still. */
  private static JsonNode edited(JsonNode value, String text) {
    return value.isNumber() && TextEdits.isWholeNumber(text)
        ? JsonNodeFactory.instance.numberNode(new BigInteger(text))
        : JsonNodeFactory.instance.stringNode(text);
  }

  private static String text(JsonNode value) {
    return value.isBigDecimal() ? value.decimalValue().toBigInteger().toString() : value.asString();
  }
}
