package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.webhooks.Delivery;
import dev.keeptrail.webhooks.EventKind;
import dev.keeptrail.webhooks.UnreadableWebhook;
import dev.keeptrail.webhooks.Webhook;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How webhooks and their deliveries are shown, as lines and as JSON. */
final class WebhookReport {
  private WebhookReport() {}

  /** What is known of a webhook beside itself: how many events it is behind, and dead letters. */
  record Standing(Webhook webhook, long behind, long dead) {
    String state() {
      if (!webhook.enabled()) {
        return "disabled";
      }
      return webhook.failingSince() == null ? "active" : "failing";
    }
  }

  /** A line of the list: how a webhook stands, or that nobody can say. */
  sealed interface Listed {
    record Known(Standing standing) implements Listed {}

    record Unreadable(UnreadableWebhook webhook, long dead) implements Listed {}
  }

  private static final String UNREADABLE = "unreadable";

  static FittedTable webhooks(List<Listed> all) {
    var table =
        new FittedTable(
            Column.whole("ID"),
            Column.whole("STATE"),
            Column.number("BEHIND").spared(2),
            Column.number("DEAD").spared(3),
            Column.text("EVENTS", 8).spared(1),
            Column.text("URL", 8));
    for (Listed one : all) {
      switch (one) {
        case Listed.Known(Standing standing) -> {
          Webhook webhook = standing.webhook();
          table.add(
              webhook.id(),
              standing.state(),
              standing.behind(),
              standing.dead(),
              kinds(webhook),
              webhook.url());
        }
        case Listed.Unreadable(UnreadableWebhook lost, long dead) ->
            table.add(lost.id(), UNREADABLE, "-", dead, "-", lost.problem());
      }
    }
    return table;
  }

  static String lines(Standing standing) {
    Webhook webhook = standing.webhook();
    var lines = new StringBuilder();
    line(lines, "id", webhook.id());
    line(lines, "url", webhook.url().toString());
    line(lines, "events", kinds(webhook));
    line(lines, "description", webhook.description());
    line(lines, "secret", secret(webhook));
    line(lines, "state", standing.state());
    line(lines, "created", webhook.created().toString());
    line(lines, "behind", standing.behind() + (standing.behind() == 1 ? " record" : " records"));
    line(lines, "dead letters", Long.toString(standing.dead()));
    if (webhook.failingSince() != null) {
      line(lines, "failing since", webhook.failingSince().toString());
    }
    if (webhook.problem() != null) {
      line(lines, "problem", webhook.problem());
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.append(String.format(Locale.ROOT, "%-14s %s%n", name, value));
    }
  }

  static void write(Listed one, JsonWriter json) {
    switch (one) {
      case Listed.Known(Standing standing) -> write(standing, json);
      case Listed.Unreadable(UnreadableWebhook lost, long dead) -> {
        json.name("id").value(lost.id());
        json.name("state").value(UNREADABLE);
        json.name("dead_letters").value(dead);
        json.name("problem").value(lost.problem());
      }
    }
  }

  static void write(Standing standing, JsonWriter json) {
    Webhook webhook = standing.webhook();
    json.name("id").value(webhook.id());
    json.name("url").value(webhook.url().toString());
    json.name("events").beginArray();
    webhook.kinds().stream().sorted().forEach(kind -> json.value(kind.word()));
    json.endArray();
    json.name("description").value(webhook.description());
    json.name("secret").value(secret(webhook));
    json.name("state").value(standing.state());
    json.name("created").value(webhook.created().toString());
    json.name("position").value(webhook.position());
    json.name("behind").value(standing.behind());
    json.name("dead_letters").value(standing.dead());
    write(
        "failing_since",
        webhook.failingSince() == null ? null : webhook.failingSince().toString(),
        json);
    write("problem", webhook.problem(), json);
  }

  static FittedTable deliveries(List<Delivery> deliveries) {
    var table =
        new FittedTable(
            Column.whole("EVENT"),
            Column.whole("STATE"),
            Column.number("ATTEMPTS").spared(2),
            Column.number("STATUS").spared(4),
            Column.text("TYPE", 8).spared(1),
            Column.whole("LAST").spared(3),
            Column.text("PROBLEM", 8));
    for (Delivery delivery : deliveries) {
      table.add(
          delivery.event(),
          delivery.state().word(),
          delivery.attempts(),
          delivery.status() == null ? "-" : delivery.status(),
          delivery.kind(),
          delivery.last(),
          delivery.problem() == null ? "" : delivery.problem());
    }
    return table;
  }

  static void write(Delivery delivery, JsonWriter json) {
    json.name("id").value(delivery.id());
    json.name("event").value(delivery.event());
    json.name("sequence").value(delivery.sequence());
    json.name("type").value(delivery.kind());
    json.name("state").value(delivery.state().word());
    json.name("attempts").value(delivery.attempts());
    Integer status = delivery.status();
    if (status != null) {
      json.name("status").value(status);
    }
    write("problem", delivery.problem(), json);
    json.name("last_attempt").value(delivery.last().toString());
  }

  private static String kinds(Webhook webhook) {
    return webhook.kinds().stream().sorted().map(EventKind::word).collect(Collectors.joining(","));
  }

  private static String secret(Webhook webhook) {
    return webhook.secretVariable() == null ? "kept" : "variable " + webhook.secretVariable();
  }

  private static void write(String name, @Nullable String value, JsonWriter json) {
    if (value != null) {
      json.name(name).value(value);
    }
  }
}
