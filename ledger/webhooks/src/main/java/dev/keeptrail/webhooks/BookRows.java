package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.PrintableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of {@code webhooks.db} as what they stand for. */
final class BookRows {
  private BookRows() {}

  static String kinds(Set<EventKind> kinds) {
    return kinds.stream().sorted().map(EventKind::word).collect(Collectors.joining(","));
  }

  /** A row that cannot be read is no failure of the others. */
  static KeptWebhook webhook(ResultSet row) throws SQLException {
    String id = String.valueOf(row.getString("id"));
    try {
      return new Webhook(
          id,
          WebhookUrl.read(String.valueOf(row.getString("url"))),
          kinds(String.valueOf(row.getString("kinds"))),
          String.valueOf(row.getString("description")),
          text(row, "secret_variable"),
          Instant.ofEpochMilli(row.getLong("created")),
          row.getInt("enabled") != 0,
          row.getLong("position"),
          time(row, "failing_since"),
          text(row, "problem"));
    } catch (WebhookException unreadable) {
      return new UnreadableWebhook(id, String.valueOf(unreadable.getMessage()));
    }
  }

  private static Set<EventKind> kinds(String words) throws WebhookException {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    for (String word : words.split(",", -1)) {
      kinds.add(
          EventKind.of(word)
              .orElseThrow(() ->
                  new WebhookException(
                      "it asks for `%s`, which this version does not know"
                          .formatted(PrintableText.beginning(word)))));
    }
    return kinds;
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    int status = row.getInt("status");
    Integer known = row.wasNull() ? null : status;
    return new Delivery(
        row.getString("id"),
        row.getString("webhook"),
        row.getLong("sequence"),
        row.getString("event"),
        row.getString("kind"),
        Delivery.State.of(row.getString("state"))
            .orElseThrow(() -> new SQLException("no such state")),
        row.getInt("attempts"),
        known,
        text(row, "problem"),
        Instant.ofEpochMilli(row.getLong("last")));
  }

  static Secrets secrets(ResultSet row) throws SQLException {
    return new Secrets(
        text(row, "secret"),
        text(row, "secret_variable"),
        text(row, "old_secret"),
        time(row, "old_until"));
  }

  /** What a webhook signs with. Does not print itself. */
  static final class Secrets {
    private final @Nullable String secret;
    private final @Nullable String variable;
    private final @Nullable String old;
    private final @Nullable Instant oldUntil;

    private Secrets(
        @Nullable String secret,
        @Nullable String variable,
        @Nullable String old,
        @Nullable Instant oldUntil) {
      this.secret = secret;
      this.variable = variable;
      this.old = old;
      this.oldUntil = oldUntil;
    }

    List<SigningSecret> inForce(Instant now, Map<String, String> environment)
        throws WebhookException {
      List<SigningSecret> inForce = new ArrayList<>();
      String present = variable == null ? secret : environment.get(variable);
      if (present == null || present.isBlank()) {
        throw new WebhookException(
            variable == null
                ? "its secret is missing in `webhooks.db`"
                : "the variable `%s` is not set".formatted(variable));
      }
      inForce.add(SigningSecret.read(present));
      if (old != null && oldUntil != null && now.isBefore(oldUntil)) {
        inForce.add(SigningSecret.read(old));
      }
      return inForce;
    }

    @Override
    public String toString() {
      return "secrets of a webhook";
    }
  }

  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
