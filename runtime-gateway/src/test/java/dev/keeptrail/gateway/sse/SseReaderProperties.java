package dev.keeptrail.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class SseReaderProperties {
  private static final String EVERY_FORM =
      "\ufeff: hello\n"
          + "data: one\n\n"
          + "event: delta\r\ndata:two\r\ndata:  three\r\n\r\n"
          + "data: f\u00fcnf \ud83d\ude00\r\r"
          + "id: 7\nretry: 10\nunknown\ndata\n\n"
          + "event: nothing\n\n"
          + "data: [DONE]\n\n";
  private static final List<SseEvent> EVENTS =
      List.of(
          new SseEvent(null, "one"),
          new SseEvent("delta", "two\n three"),
          new SseEvent(null, "f\u00fcnf \ud83d\ude00"),
          new SseEvent(null, ""),
          new SseEvent(null, "[DONE]"));

  @Example
  void readsEveryFormOfEventInOnePiece() throws SseFormatException {
    assertThat(read(EVERY_FORM.getBytes(StandardCharsets.UTF_8), new Random(0), 10_000))
        .isEqualTo(EVENTS);
  }

  @Example
  void readsTheSameFromEveryTwoPieces() throws SseFormatException {
    byte[] bytes = EVERY_FORM.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      var events = new ArrayList<SseEvent>();
      var reader = new SseReader();
      reader.read(bytes, 0, cut, events::add);
      reader.read(bytes, cut, bytes.length, events::add);
      assertThat(events).as("cut at %d", cut).isEqualTo(EVENTS);
    }
  }

  @Property
  void readsTheSameFromAnyPieces(@ForAll long seed) throws SseFormatException {
    var random = new Random(seed);
    byte[] bytes = EVERY_FORM.getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, random, 1 + random.nextInt(9))).isEqualTo(EVENTS);
  }

  @Property
  void readsWhatIsWritten(@ForAll String data) throws SseFormatException {
    String wellFormed = new String(data.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    byte[] bytes = SseWriter.event("message_delta", wellFormed);
    String lines = wellFormed.replace("\r\n", "\n").replace('\r', '\n');
    assertThat(read(bytes, new Random(0), 3)).containsExactly(new SseEvent("message_delta", lines));
  }

  @Example
  void keepAliveIsNoEvent() throws SseFormatException {
    assertThat(read(SseWriter.keepAlive(), new Random(0), 2)).isEmpty();
  }

  @Example
  void cutOffEventIsNotHandedOut() throws SseFormatException {
    var events = new ArrayList<SseEvent>();
    var reader = new SseReader();
    byte[] bytes = "data: half".getBytes(StandardCharsets.UTF_8);
    reader.read(bytes, 0, bytes.length, events::add);
    assertThat(events).isEmpty();
  }

  @Example
  void limitsAndEncodingEndTheStream() {
    assertThatThrownBy(() -> bounded("data: 0123456789\n\n", 10, 100))
        .isInstanceOf(SseFormatException.class)
        .hasMessage("a line is longer than 10 bytes");
    assertThatThrownBy(() -> bounded("data: 01234\ndata: 01234\n\n", 12, 10))
        .isInstanceOf(SseFormatException.class)
        .hasMessage("an event is longer than 10 bytes");
    var reader = new SseReader();
    byte[] latin = "data: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> reader.read(latin, 0, latin.length, event -> {}))
        .isInstanceOf(SseFormatException.class)
        .hasMessage("a line is not UTF-8");
  }

  private static void bounded(String text, int line, int event) throws SseFormatException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new SseReader(new SseLimits(line, event)).read(bytes, 0, bytes.length, read -> {});
  }

  private static List<SseEvent> read(byte[] bytes, Random random, int most)
      throws SseFormatException {
    var events = new ArrayList<SseEvent>();
    var reader = new SseReader();
    int at = 0;
    while (at < bytes.length) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(most));
      reader.read(bytes, at, to, events::add);
      at = to;
    }
    return events;
  }
}
