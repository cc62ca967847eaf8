package dev.keeptrail.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventJsonTest {
  @Test
  void writesTheDocumentedEightFieldsFirst() {
    assertThat(EventJson.write(SampleEvents.full()))
        .startsWith(
            """
            {"id":"evt_01KAR3V0000000000000000000","event_type":"decision",\
            "timestamp":"2026-11-23T12:00:00.000001Z","verdict":"redact",\
            "reason_code":"pii.redacted","model":"gpt-5.4-mini-mini",\
            "provider":"openai-primary","config_version":"1.2.0","schema_version":1,\
            """);
  }

  @Test
  void writesAbsentValuesAsNull() {
    assertThat(EventJson.write(SampleEvents.allowed("evt_1", SampleEvents.NOON)))
        .contains(
            "\"client_request_id\":null",
            "\"decisive_policy\":null",
            "\"upstream\":null,\"usage\":null,\"cost\":null");
  }

  @Test
  void leavesOutWhatRulesDidNotAdd() throws Exception {
    DecisionEvent event = SampleEvents.allowed("evt_1", SampleEvents.NOON);
    assertThat(EventJson.write(event)).endsWith("\"gateway_micros\":900}}");
    assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
  }

  @Test
  void writesWhatYoungerVersionsAddLast() {
    assertThat(EventJson.write(SampleEvents.full()))
        .endsWith(
            """
            "tags":{"risk":"high","team":"payments"},\
            "assignee":{"kind":"team","name":"treasury"},\
            "restorations":[{"policy":"pii-detector","category":"pii.email","count":2}],\
            "caller":{"key":"key_0123456789abcdef","user":"ana","team":"billing","org":"acme",\
            "agent":"bot","consumer_group":"internal"},\
            "cache":"hit",\
            "build":{"version":"1.4.0","commit":"0a1b2c3","detectors":"0123456789abcdef"}}\
            """);
  }

  @Test
  void writesAnArrayWithOneEventOnALine() {
    DecisionEvent event = SampleEvents.full();
    String line = EventJson.write(event);
    assertThat(EventJson.writeArray(List.of())).isEqualTo("[]");
    assertThat(EventJson.writeArray(List.of(event, event)))
        .isEqualTo("[\n" + line + ",\n" + line + "\n]");
  }

  @Test
  void replacesHalfASurrogatePair() throws Exception {
    DecisionEvent event =
        SampleEvents.named("evt_1", SampleEvents.NOON, "allow", null, "a\ud800b\udc00\ud83d\ude00");
    assertThat(EventJson.read(EventJson.write(event)).model())
        .isEqualTo("a\ufffdb\ufffd\ud83d\ude00");
  }

  @Test
  void keepsSecretsOutOfProblems() {
    assertThatThrownBy(() -> EventJson.read("{\"id\": sk-very-secret"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage("an event is not well-formed JSON")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"http_status\":200|\"http_status\":200.5|`http_status` is not a whole number of 32 bits",
        "\"http_status\":200|\"http_status\":3000000000|`http_status` is not a whole number of 32 bits",
        "\"start\":3|\"start\":\"3\"|`findings[0].start` is not a whole number of 32 bits",
        "\"score\":0.99|\"score\":1e999|`findings[0].score` is not a number",
        "\"stream\":false|\"stream\":null|`stream` is not true or false",
        "\"model\":\"gpt-5.4-mini-mini\"|\"model\":null|`model` is not a string",
        "\"enabled\":true|\"enabled\":true,\"extra\":1|`pack.extra` is not a field of an event",
        "\"enabled\":true|\"other\":1|`pack.enabled` is missing",
        "\"rules\":[\"rule\"]|\"rules\":\"rule\"|`policy_results[0].rules` is not an array",
        "\"pack\":{|\"pack\":1,\"was\":{|`pack` is not an object",
        "\"risk\":\"high\"|\"risk\":1|`tags.risk` is not a string",
        "\"risk\":\"high\"|\"risk\":\"high\",\"risk\":\"low\"|an event is not well-formed JSON",
        "\"tags\":{|\"tags\":null,\"was\":{|`tags` is not an object",
        "\"count\":2|\"count\":\"2\"|`restorations[0].count` is not a whole number of 32 bits",
        "\"kind\":\"team\"|\"sort\":\"team\"|`assignee.kind` is missing",
        "\"outcome\":\"delivered\"|\"outcome\":\"lost\"|`outcome` is not a known word",
        "00.000001Z|00Z|`timestamp` is not a UTC time with microseconds",
        "2026-11-23T|2026-02-30T|`timestamp` is not a UTC time with microseconds",
        "\"schema_version\":1|\"schema_version\":2|the event has schema version 2, this build reads"
            + " version 1",
        "\"event_type\":\"decision\"|\"event_type\":\"x\"|`event_type` is not `decision`",
        "\"stream\":false|\"stream\":false,\"stream\":true|an event is not well-formed JSON",
      })
  void refusesWhatIsNotAnEvent(String right, String wrong, String message) {
    String json = EventJson.write(SampleEvents.full());
    assertThat(json).contains(right);
    assertThatThrownBy(() -> EventJson.read(json.replace(right, wrong)))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(message);
  }

  @Test
  void refusesTextAfterTheEvent() {
    assertThatThrownBy(() -> EventJson.read(EventJson.write(SampleEvents.full()) + "{}"))
        .isInstanceOf(EventFormatException.class);
    assertThatThrownBy(() -> EventJson.read("[]"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage("`event` is not an object");
  }

  @Test
  void countsAsDecidingOnlyWhoseActionWasCarriedOut() {
    assertThat(SampleEvents.full().decidingPolicies()).containsExactly("pii-detector");
    assertThat(SampleEvents.allowed("evt_1", SampleEvents.NOON).decidingPolicies()).isEmpty();
  }
}
