package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an export for spreadsheets. A cell that a spreadsheet would take for a formula has
 * an apostrophe in front, because some fields hold what callers wrote. Stateless.
 */
final class CsvColumns {
  private static final String FORMULA = "=+-@\t\r";

  /** One column: its title, and what stands in it; null for nothing. */
  private record Column(String title, Function<StoredEvent, @Nullable Object> cell) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("sequence", StoredEvent::sequence),
          text("id", DecisionEvent::id),
          text("timestamp", event -> event.timestamp().toString()),
          text("verdict", DecisionEvent::verdict),
          text("reason_code", DecisionEvent::reasonCode),
          text("model", DecisionEvent::model),
          text("provider", DecisionEvent::provider),
          text("config_version", DecisionEvent::configVersion),
          text("decisive_policy", DecisionEvent::decisivePolicy),
          text("deciding_policies", event -> String.join(" ", event.decidingPolicies())),
          text("outcome", event -> event.outcome().word()),
          number("http_status", DecisionEvent::httpStatus),
          text("route", DecisionEvent::route),
          number("stream", DecisionEvent::stream),
          text("request_id", DecisionEvent::requestId),
          text("client_request_id", DecisionEvent::clientRequestId),
          text("gateway_id", DecisionEvent::gatewayId),
          text("pack", event -> event.pack().name()),
          text("pack_digest", event -> event.pack().digest()),
          number("transformed", DecisionEvent::transformed),
          number("degraded", DecisionEvent::degraded),
          number("findings", event -> event.findings().size()),
          number("redactions", event -> event.redactions().size()),
          number("faults", event -> event.faults().size()),
          number(
              "input_tokens", event -> event.usage() == null ? null : event.usage().inputTokens()),
          number(
              "output_tokens",
              event -> event.usage() == null ? null : event.usage().outputTokens()),
          number("total_usd", event -> event.cost() == null ? null : event.cost().totalUsd()),
          number("total_micros", event -> event.latency().totalMicros()),
          number("upstream_micros", event -> event.latency().upstreamMicros()),
          text("caller_key", event -> event.caller() == null ? null : event.caller().key()),
          text("caller_user", event -> event.caller() == null ? null : event.caller().user()),
          text("caller_team", event -> event.caller() == null ? null : event.caller().team()),
          text("tags", CsvColumns::tags));

  private CsvColumns() {}

  private static Column number(String title, Function<DecisionEvent, @Nullable Object> cell) {
    return new Column(title, stored -> cell.apply(stored.event()));
  }

  private static Column text(String title, Function<DecisionEvent, @Nullable String> cell) {
    return new Column(
        title,
        stored -> {
          String text = cell.apply(stored.event());
          return text == null ? null : harmless(text);
        });
  }

  private static @Nullable String tags(DecisionEvent event) {
    return event.tags().isEmpty()
        ? null
        : String.join(
            " ",
            event.tags().entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .toList());
  }

  static String harmless(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  static String[] titles() {
    return COLUMNS.stream().map(Column::title).toArray(String[]::new);
  }

  static Object[] cells(StoredEvent event) {
    return COLUMNS.stream().map(column -> column.cell().apply(event)).toArray();
  }
}
