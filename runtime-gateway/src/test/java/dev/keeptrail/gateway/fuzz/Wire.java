package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes events in all the ways that server-sent events may be written. */
final class Wire {
  private final Dice dice;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String lineEnd;
  private final boolean escapes;
  private final boolean lines;

  private Wire(Dice dice) {
    this.dice = dice;
    this.lineEnd = dice.of("\n", "\n", "\r\n", "\r");
    this.escapes = dice.once(3);
    this.lines = dice.once(4);
  }

  static byte[] of(Dice dice, List<Said> events) {
    var wire = new Wire(dice);
    if (dice.once(8)) {
      wire.bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    events.forEach(wire::event);
    return wire.bytes.toByteArray();
  }

  private void event(Said event) {
    noise();
    String data = escapes ? Escapes.of(dice, event.data(), 5) : event.data();
    if (lines && data.startsWith("{")) {
      data = Escapes.spaced(dice, data);
    }
    String name = event.name();
    boolean behind = dice.once(5);
    if (name != null && !behind) {
      line("event", name);
    }
    for (String part : data.split("\n", -1)) {
      line("data", part);
    }
    if (name != null && behind) {
      line("event", name);
    }
    end();
  }

  private void line(String field, String value) {
    String space = value.startsWith(" ") || !dice.once(5) ? " " : "";
    write(field + ":" + space + value);
    end();
  }

  private void noise() {
    switch (dice.below(14)) {
      case 0 -> write(": keep-alive");
      case 1 -> write("id: " + dice.below(99));
      case 2 -> write("retry: 10");
      case 3 -> write(":");
      case 4 -> write("unknown");
      default -> {
        return;
      }
    }
    end();
    if (dice.coin()) {
      end();
    }
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void end() {
    write(lineEnd);
  }
}
