package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Breach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Holds captures against the events that they belong to. Of one in the clear the route, the model
 * and what was found are compared, of a sealed one that it is sealed: nobody without its key can
 * look inside, and with the key it opens as its own event's only. Texts are in no event, so what
 * they say is not compared. One use, one thread.
 */
final class CaptureCheck {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ROWS_AT_ONCE = 100;
  private static final String REDACTED = "redacted";
  private static final String FULL = "full";

  /** Where a finding of a capture says its category and its detector. */
  private static final int CATEGORY = 3;

  private static final int DETECTOR = 8;

  private final Dialect dialect;
  private final Connection connection;
  private final Notices pruned;
  private final Copies.Sink sink;

  CaptureCheck(Dialect dialect, Connection connection, Notices pruned, Copies.Sink sink) {
    this.dialect = dialect;
    this.connection = connection;
    this.pruned = pruned;
    this.sink = sink;
  }

  void run() throws SQLException {
    if (!dialect.has(connection, CaptureTable.NAME)) {
      return;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT capture.sequence, mode, key, omitted, body, event.json FROM capture"
                + " LEFT JOIN event ON event.sequence = capture.sequence"
                + " ORDER BY capture.sequence")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long sequence = rows.getLong(1);
          if (!pruned.cover(sequence)) {
            String wrong =
                wrong(
                    StoredCapture.read(
                        String.valueOf(rows.getString(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getBytes(5)),
                    rows.getBytes(6));
            if (wrong != null) {
              sink.found(
                  Breach.Kind.CONTRADICTED,
                  sequence,
                  sequence,
                  "the capture of event %d %s".formatted(sequence, wrong));
            }
          }
        }
      }
    }
  }

  private static @Nullable String wrong(StoredCapture capture, byte @Nullable [] json) {
    if (json == null) {
      return "belongs to no decision";
    }
    boolean sealed = capture.keyId().isPresent();
    boolean kept = capture.omitted().isEmpty();
    boolean known =
        switch (capture.mode()) {
          case REDACTED -> !sealed;
          case FULL -> sealed == kept;
          default -> true;
        };
    if (!known) {
      return "is not sealed, or in the clear, as its mode says";
    }
    if (!kept && capture.body().length > 0) {
      return "is said not to be kept, and is there";
    }
    if (sealed || !kept) {
      return null;
    }
    try {
      DecisionEvent event = EventJson.read(json);
      return new Reading().of(capture.captured(CaptureKeys.NONE, event.id())).differs(event);
    } catch (EventFormatException _) {
      // Of a build to come: what it says is not known.
      return null;
    } catch (CaptureException | JacksonException _) {
      return "is damaged";
    }
  }

  /** What a capture says that its event says too. */
  private static final class Reading {
    private final List<String> routes = new ArrayList<>();
    private final List<String> models = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    Reading of(byte[] captured) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), captured)) {
        members(
            json,
            name -> {
              if (name.equals("phases") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                  members(json, member -> phase(json, member), false);
                }
              } else {
                json.skipChildren();
              }
            },
            true);
      }
      return this;
    }

    /** Somebody who wants a member whose value is at hand. */
    private interface Member {
      void take(String name);
    }

    private static void members(JsonParser json, Member member, boolean begins) {
      if (begins && json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        member.take(name);
      }
    }

    private void phase(JsonParser json, String name) {
      boolean opens = json.currentToken() == JsonToken.START_OBJECT;
      if (name.equals("request") && opens) {
        members(json, member -> request(json, member), false);
      } else if (name.equals("findings") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_ARRAY) {
          found.add(finding(json));
        }
      } else {
        json.skipChildren();
      }
    }

    private void request(JsonParser json, String name) {
      if (name.equals("route")) {
        routes.add(json.getString());
      } else if (name.equals("model")) {
        models.add(json.getString());
      } else {
        json.skipChildren();
      }
    }

    private static String finding(JsonParser json) {
      String category = "";
      String detector = "";
      int at = 0;
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        if (at == CATEGORY) {
          category = json.getString();
        } else if (at == DETECTOR) {
          detector = json.getString();
        }
        at++;
      }
      return category + " " + detector;
    }

    private @Nullable String differs(DecisionEvent event) {
      List<String> recorded =
          event.findings().stream().map(one -> one.category() + " " + one.detector()).toList();
      if (!routes.stream().allMatch(event.route()::equals)) {
        return "is of another route";
      }
      if (!models.stream().allMatch(event.model()::equals)) {
        return "is of another model";
      }
      return found.equals(recorded) ? null : "holds other findings";
    }
  }
}
