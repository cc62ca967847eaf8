package dev.keeptrail.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.SampleEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventTableTest {
  @Test
  void showsFourColumnsWhereThereIsLittleRoom() {
    assertThat(new EventTable(80, false).render(List.of(new StoredEvent(1, SampleEvents.full()))))
        .isEqualTo(
            """
            TIME         ID                              VERDICT   REASON
            11-23 12:00  evt_01KAR3V0000000000000000000  redact    pii.redacted
            """);
  }

  @Test
  void showsWholeTimesAsSoonAsTheyFit() {
    assertThat(new EventTable(92, false).render(List.of(new StoredEvent(1, SampleEvents.full()))))
        .isEqualTo(
            """
            TIME                  ID                              VERDICT   REASON
            2026-11-23T12:00:00Z  evt_01KAR3V0000000000000000000  redact    pii.redacted
            """);
  }

  @Test
  void leavesTheTimeOutOfTheNarrowestTerminal() {
    assertThat(new EventTable(60, false).render(List.of(new StoredEvent(1, SampleEvents.full()))))
        .isEqualTo(
            """
            ID                              VERDICT   REASON
            evt_01KAR3V0000000000000000000  redact    pii.redacted
            """);
  }

  @Test
  void aRowIsAsWideAsTheTerminalAndItsIdIsWhole() {
    String id = "evt_01KAR3V0000000000000000000";
    String text = "a-text-that-fills-any-column-".repeat(20);
    DecisionEvent event = SampleEvents.named(id, SampleEvents.NOON, "escalate", text, text);
    for (int width = 60; width <= 400; width++) {
      EventTable table = new EventTable(width, false);
      assertThat(table.row(event)).contains(id).hasSizeLessThanOrEqualTo(width);
      assertThat(table.header()).hasSizeLessThanOrEqualTo(width);
    }
    assertThat(new EventTable(130, false).row(event)).hasSize(130);
    assertThat(new EventTable(20, false).row(event)).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void showsAllColumnsWhereThereIsRoom() {
    EventTable table = new EventTable(200, false);
    assertThat(table.header().split(" +"))
        .containsExactly(
            "TIME", "ID", "VERDICT", "REASON", "POLICY", "MODEL", "PROVIDER", "LATENCY");
    assertThat(table.row(SampleEvents.full()))
        .containsSubsequence(
            "pii-detector   ", "gpt-5.4-mini-mini   ", "openai-primary   ", "1.2 ms")
        .hasSizeLessThan(200);
    assertThat(table.row(SampleEvents.allowed("evt_1", SampleEvents.NOON)))
        .containsPattern("all_policies_passed +- +");
  }

  /** What policies allowed and nobody answered must not look like a success. */
  @Test
  void saysWhyARequestWasNotAnswered() throws Exception {
    EventTable table = new EventTable(200, false);
    String json = EventJson.write(SampleEvents.full()).replace("\"redact\"", "\"allow\"");
    String failed =
        json.replace("\"outcome\":\"delivered\"", "\"outcome\":\"upstream_error\"")
            .replace("\"error\":\"none\"", "\"error\":\"timeout\"");
    String left = json.replace("\"outcome\":\"delivered\"", "\"outcome\":\"cancelled\"");

    assertThat(table.row(EventJson.read(json))).contains("pii.redacted");
    assertThat(table.row(EventJson.read(failed))).contains("upstream_error: timeout");
    assertThat(table.row(EventJson.read(left))).contains("  cancelled  ");
  }

  @Test
  void keepsWithinTheWidthWithHostileFields() {
    DecisionEvent event =
        SampleEvents.named(
            "evt_01KAR3V0000000000000000000",
            SampleEvents.NOON,
            "block",
            "p\n\r\t" + "x".repeat(300),
            "\u001b]0;pwned\u0007\u202egpt\\");
    String row = new EventTable(160, false).row(event);
    assertThat(row).hasSizeLessThanOrEqualTo(160).contains("\\u{1b}]0;pwned\\u{7}");
    assertThat(row.chars()).allMatch(unit -> unit >= 0x20 && unit != 0x7f && unit != 0x202e);
  }

  @Test
  void coloursTheVerdictOnlyWhenAsked() {
    DecisionEvent event = SampleEvents.decided("evt_1", SampleEvents.NOON, "block", "pii-detector");
    String plain = new EventTable(80, false).row(event);
    String coloured = new EventTable(80, true).row(event);
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[31mblock\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
  }

  @Test
  void spellsOutWhatCouldDeceiveAReader() {
    assertThat(PrintableText.of("a\\b\u200bc\ue000\ud800\u2028é漢"))
        .isEqualTo("a\\\\b\\u{200b}c\\u{e000}\\u{d800}\\u{2028}é漢");
  }
}
