package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.parquet.Column;
import dev.keeptrail.ledger.parquet.TableWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recorded exchanges as a table in Apache Parquet: for each its event and its capture, which stays
 * sealed where it was sealed. Stateless.
 */
public final class CaptureTable {
  /** The columns that a replay reads; the others are for people and for filters. */
  public static final List<String> READ =
      List.of(
          "id", "event", "capture_mode", "capture_key", "capture_omitted", "missing", "capture");

  private static final Map<String, String> FORMAT = Map.of("keeptrail.table", "captures/1");

  private static final List<Column<CaptureRow>> COLUMNS =
      List.of(
          Column.text("id", CaptureRow::id),
          Column.int64("sequence", CaptureRow::sequence),
          Column.time("timestamp", CaptureRow::time),
          Column.text("verdict", CaptureRow::verdict),
          Column.text("pack_digest", CaptureRow::packDigest),
          Column.json("event", CaptureTable::event),
          Column.text("capture_mode", row -> row.capture() == null ? null : row.capture().mode()),
          Column.text(
              "capture_key",
              row -> row.capture() == null ? null : row.capture().keyId().orElse(null)),
          Column.text(
              "capture_omitted",
              row -> row.capture() == null ? null : row.capture().omitted().orElse(null)),
          Column.text("missing", CaptureRow::missing),
          Column.packed("capture", CaptureTable::body));

  private CaptureTable() {}

  static TableWriter<CaptureRow> writer(OutputStream out) {
    return new TableWriter<>(COLUMNS, FORMAT, out);
  }

  private static byte @Nullable [] event(CaptureRow row) {
    DecisionEvent event = row.event();
    return event == null ? null : EventJson.toBytes(event);
  }

  private static byte @Nullable [] body(CaptureRow row) {
    StoredCapture capture = row.capture();
    return capture == null || capture.omitted().isPresent() ? null : capture.body();
  }

  /** What a reader has of one row; null where a column has no value. */
  public interface Cells {
    @Nullable String text(String column);

    byte @Nullable [] bytes(String column);
  }

  /** A row, not unpacked yet; takes from the cells all it needs. */
  public static ReplayItem item(Cells cells, CaptureKeys keys) {
    String known = cells.text("id");
    String id = known == null ? "(no id)" : known;
    String event = cells.text("event");
    String missing = cells.text("missing");
    String mode = cells.text("capture_mode");
    StoredCapture capture =
        mode == null
            ? null
            : StoredCapture.read(
                mode,
                cells.text("capture_key"),
                cells.text("capture_omitted"),
                cells.bytes("capture"));
    var opener = new CaptureOpener(keys);
    return () -> read(id, event, capture, missing, opener);
  }

  private static ReplayCase read(
      String id,
      @Nullable String event,
      @Nullable StoredCapture capture,
      @Nullable String missing,
      CaptureOpener opener) {
    DecisionEvent decided;
    try {
      decided = event == null ? null : EventJson.read(event.getBytes(StandardCharsets.UTF_8));
    } catch (EventFormatException _) {
      return ReplayCase.missing(id, null, "the event cannot be read");
    }
    return missing == null
        ? opener.open(id, decided, capture)
        : ReplayCase.missing(id, decided, missing);
  }
}
