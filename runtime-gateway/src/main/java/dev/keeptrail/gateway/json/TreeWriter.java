package dev.keeptrail.gateway.json;

import dev.keeptrail.ledger.event.WellFormed;
import dev.keeptrail.ledger.integrity.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes a tree, byte for byte as the library does. Bodies are mostly long strings in which nothing
 * is escaped: these are looked through eight bytes at a time and copied. One use, one thread.
 */
final class TreeWriter {
  private static final int TYPICAL = 1_024;

  /** What is longer takes the library's way: here it would take several times its size at once. */
  private static final int LONGEST = 64 * 1_024;

  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");

  private final Function<JsonNode, byte[]> library;
  private byte[] bytes = new byte[TYPICAL];
  private int size;
  private boolean tooLong;

  /**
   * @param library writes what is rare, such as decimals and halves of characters
   */
  TreeWriter(Function<JsonNode, byte[]> library) {
    this.library = library;
  }

  byte[] write(JsonNode node) {
    value(node);
    return tooLong ? library.apply(node) : Arrays.copyOf(bytes, size);
  }

  private void value(JsonNode node) {
    if (tooLong) {
      return;
    }
    switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      case StringNode string -> string(string.stringValue());
      case IntNode number -> add(ascii(Integer.toString(number.intValue())));
      case LongNode number -> add(ascii(Long.toString(number.longValue())));
      case BooleanNode word -> add(word.booleanValue() ? TRUE : FALSE);
      case NullNode _ -> add(NULL);
      default -> add(library.apply(node));
    }
  }

  private void object(ObjectNode object) {
    char before = '{';
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      add(before);
      before = ',';
      string(member.getKey());
      add(':');
      value(member.getValue());
    }
    end(before, '{', '}');
  }

  private void array(ArrayNode array) {
    char before = '[';
    for (int at = 0; at < array.size(); at++) {
      add(before);
      before = ',';
      value(array.get(at));
    }
    end(before, '[', ']');
  }

  private void end(char before, char open, char close) {
    if (before == open) {
      add(open);
    }
    add(close);
  }

  private void string(String text) {
    if (tooLong || text.length() > LONGEST) {
      tooLong = true;
      return;
    }
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (JsonStrings.ordinaryEnd(plain, 0) == plain.length && says(plain, text)) {
      quoted(plain);
    } else if (WellFormed.text(text).equals(text)) {
      quoted(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    } else {
      add(library.apply(StringNode.valueOf(text)));
    }
  }

  /** Whether nothing was lost: half a character becomes a question mark. */
  private static boolean says(byte[] ascii, String text) {
    return new String(ascii, StandardCharsets.ISO_8859_1).equals(text);
  }

  private void quoted(byte[] text) {
    add('"');
    add(text);
    add('"');
  }

  private void add(char one) {
    if (hasRoom(1)) {
      bytes[size++] = (byte) one;
    }
  }

  private void add(byte[] more) {
    if (hasRoom(more.length)) {
      System.arraycopy(more, 0, bytes, size, more.length);
      size += more.length;
    }
  }

  private boolean hasRoom(int more) {
    tooLong |= more > LONGEST - size;
    if (!tooLong && more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
    return !tooLong;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
