package dev.keeptrail.conformance.bypass;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the bytes of a provider's stream are cut and written. */
enum Cut {
  /** The text in pieces of a few characters; each event is sent by itself. */
  PIECES,
  /** All of a text in one event. */
  WHOLE,
  /** One character in each event. */
  LETTERS,
  /** Every byte is sent by itself, so inside lines, escapes and characters too. */
  BYTES,
  /** All events in one segment. */
  SEGMENT,
  /** Lines end with CR LF. */
  CRLF,
  /** Lines end with CR. */
  CR,
  /** The data of an event stands in several lines. */
  LINES,
  /** Comments, ids and delays stand between and inside events. */
  COMMENTS,
  /** No space follows a colon. */
  TIGHT;

  private static final ObjectMapper PRETTY = JsonMapper.builder().build();

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Cut named(String word) {
    return Stream.of(values())
        .filter(cut -> cut.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no cut: " + word));
  }

  /** An event with its lines, and the blank one behind it. */
  String event(String name, ObjectNode data) {
    return this == LINES
        ? event(name, PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(data).lines())
        : event(name, data.toString());
  }

  /** The same of data as it is written, in one line. */
  String event(String name, String data) {
    return event(name, Stream.of(data));
  }

  private String event(String name, Stream<String> data) {
    var lines = new ArrayList<String>();
    if (this == COMMENTS) {
      lines.add(": OPENROUTER PROCESSING");
      lines.add("id: 17");
      lines.add("retry: 10");
    }
    if (!name.isEmpty()) {
      lines.add("event: " + name);
    }
    if (this == COMMENTS) {
      lines.add(":");
    }
    data.forEach(line -> lines.add("data: " + line));
    return ended(lines);
  }

  /** The line that ends a stream of choices. */
  String done() {
    return ended(List.of("data: [DONE]"));
  }

  private String ended(List<String> lines) {
    String end = this == CRLF ? "\r\n" : this == CR ? "\r" : "\n";
    String text = String.join(end, lines) + end + end;
    return this == TIGHT ? text.replace("data: ", "data:").replace("event: ", "event:") : text;
  }

  /** What is written at a time. */
  List<byte[]> segments(List<String> events) {
    return switch (this) {
      case BYTES -> {
        var single = new ArrayList<byte[]>();
        for (byte each : String.join("", events).getBytes(StandardCharsets.UTF_8)) {
          single.add(new byte[] {each});
        }
        yield single;
      }
      case SEGMENT -> List.of(String.join("", events).getBytes(StandardCharsets.UTF_8));
      default -> events.stream().map(event -> event.getBytes(StandardCharsets.UTF_8)).toList();
    };
  }

  /** The pieces of a text, each for an event. */
  List<String> pieces(String text, CaseText given) {
    if (this == WHOLE) {
      return List.of(text);
    }
    if (this != LETTERS && given.pieces().size() > 1 && given.whole().equals(text)) {
      return given.pieces();
    }
    int step = this == LETTERS ? 1 : Math.max(3, text.length() / 40);
    var pieces = new ArrayList<String>();
    int[] points = text.codePoints().toArray();
    for (int at = 0; at < points.length; at += step) {
      pieces.add(new String(points, at, Math.min(step, points.length - at)));
    }
    return pieces.isEmpty() ? List.of(text) : pieces;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
