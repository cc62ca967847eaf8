package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import dev.keeptrail.ledger.parquet.Column;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an export as a table: those of {@link CsvColumns} with their types, and the whole
 * event in canonical form. Nothing is put in front of texts: a table has no formulas. Stateless.
 */
final class TableColumns {
  static final List<Column<StoredEvent>> ALL =
      List.of(
          Column.int64("sequence", StoredEvent::sequence),
          text("id", DecisionEvent::id),
          Column.time("timestamp", stored -> stored.event().timestamp()),
          text("verdict", DecisionEvent::verdict),
          text("reason_code", DecisionEvent::reasonCode),
          text("model", DecisionEvent::model),
          text("provider", DecisionEvent::provider),
          text("config_version", DecisionEvent::configVersion),
          text("decisive_policy", DecisionEvent::decisivePolicy),
          Column.texts("deciding_policies", stored -> stored.event().decidingPolicies()),
          text("outcome", event -> event.outcome().word()),
          number("http_status", DecisionEvent::httpStatus),
          text("route", DecisionEvent::route),
          flag("stream", DecisionEvent::stream),
          text("request_id", DecisionEvent::requestId),
          text("client_request_id", DecisionEvent::clientRequestId),
          text("gateway_id", DecisionEvent::gatewayId),
          text("pack", event -> event.pack().name()),
          text("pack_digest", event -> event.pack().digest()),
          flag("transformed", DecisionEvent::transformed),
          flag("degraded", DecisionEvent::degraded),
          number("findings", event -> event.findings().size()),
          number("redactions", event -> event.redactions().size()),
          number("faults", event -> event.faults().size()),
          count(
              "input_tokens", event -> event.usage() == null ? null : event.usage().inputTokens()),
          count(
              "output_tokens",
              event -> event.usage() == null ? null : event.usage().outputTokens()),
          Column.real(
              "total_usd",
              stored -> stored.event().cost() == null ? null : stored.event().cost().totalUsd()),
          count("total_micros", event -> event.latency().totalMicros()),
          count("upstream_micros", event -> event.latency().upstreamMicros()),
          text("caller_key", event -> event.caller() == null ? null : event.caller().key()),
          text("caller_user", event -> event.caller() == null ? null : event.caller().user()),
          text("caller_team", event -> event.caller() == null ? null : event.caller().team()),
          Column.map("tags", stored -> stored.event().tags()),
          Column.json("event", stored -> canonical(stored.event())));

  private TableColumns() {}

  static List<String> names() {
    return ALL.stream().map(Column::name).toList();
  }

  private static Column<StoredEvent> text(
      String name, Function<DecisionEvent, @Nullable String> value) {
    return Column.text(name, stored -> value.apply(stored.event()));
  }

  private static Column<StoredEvent> flag(String name, Function<DecisionEvent, Boolean> value) {
    return Column.flag(name, stored -> value.apply(stored.event()));
  }

  private static Column<StoredEvent> number(String name, Function<DecisionEvent, Integer> value) {
    return Column.int32(name, stored -> value.apply(stored.event()));
  }

  private static Column<StoredEvent> count(
      String name, Function<DecisionEvent, @Nullable Long> value) {
    return Column.int64(name, stored -> value.apply(stored.event()));
  }

  /** An event in the form that the ledger's proofs speak of. */
  static byte[] canonical(DecisionEvent event) {
    try {
      return Leaves.canonical(EventJson.toBytes(event));
    } catch (UnreadableLeafException impossible) {
      throw new IllegalStateException("an event that was read has a canonical form", impossible);
    }
  }
}
