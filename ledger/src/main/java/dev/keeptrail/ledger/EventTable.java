package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Events as lines for people. Time, id, verdict and reason are always there; policy, model,
 * provider and latency as far as the width allows. Columns are fixed, so that lines can be printed
 * as events arrive. Fields hold text of callers, so nothing in them reaches the terminal unescaped.
 */
public final class EventTable {
  private static final String GAP = "  ";
  private static final String RESET = "\u001b[0m";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<Column> ALWAYS =
      List.of(
          new Column("TIME", 20, false, event -> time(event.timestamp())),
          new Column("ID", 30, true, DecisionEvent::id),
          new Column("VERDICT", 8, false, DecisionEvent::verdict),
          new Column("REASON", 28, false, DecisionEvent::reasonCode));

  private static final int ALWAYS_WIDTH = 92;

  /** The same four in a terminal of 80 columns, the narrowest there is any use in. */
  private static final List<Column> NARROW =
      List.of(
          new Column("TIME", 11, false, event -> SHORT_TIME.format(event.timestamp())),
          ALWAYS.get(1),
          ALWAYS.get(2),
          new Column("REASON", 25, false, DecisionEvent::reasonCode));

  private static final List<Column> WHERE_ROOM =
      List.of(
          new Column("POLICY", 20, false, EventTable::policy),
          new Column("MODEL", 22, false, DecisionEvent::model),
          new Column("PROVIDER", 18, false, DecisionEvent::provider),
          new Column("LATENCY", 10, false, event -> milliseconds(event.latency().totalMicros())));

  private final List<Column> columns;
  private final boolean colour;

  /**
   * One column.
   *
   * @param whole never cut, because it is for copying
   */
  private record Column(
      String title, int width, boolean whole, Function<DecisionEvent, String> text) {}

  /**
   * @param width characters in a line; below 92, times and reasons are shortened to fit 80, and
   *     lines are never shorter than that
   */
  public EventTable(int width, boolean colour) {
    this.columns = columns(width);
    this.colour = colour;
  }

  /** The header and one line for each event, every line ended. */
  public String render(List<StoredEvent> events) {
    StringBuilder text = new StringBuilder(header()).append('\n');
    for (StoredEvent stored : events) {
      text.append(row(stored.event())).append('\n');
    }
    return text.toString();
  }

  /** The column titles, without line end. */
  public String header() {
    StringBuilder line = new StringBuilder();
    for (Column column : columns) {
      append(line, column.title(), column);
    }
    return line.toString().stripTrailing();
  }

  /** One event, without line end. */
  public String row(DecisionEvent event) {
    StringBuilder line = new StringBuilder();
    for (Column column : columns) {
      String cell = fitted(PrintableText.of(column.text().apply(event)), column);
      append(line, cell, column);
      if (colour && column.title().equals("VERDICT")) {
        int start = line.lastIndexOf(cell);
        line.insert(start + cell.length(), RESET).insert(start, colourOf(event.verdict()));
      }
    }
    return line.toString().stripTrailing();
  }

  private static void append(StringBuilder line, String cell, Column column) {
    if (!line.isEmpty()) {
      line.append(GAP);
    }
    line.append(cell);
    line.repeat(' ', Math.max(0, column.width() - cell.codePointCount(0, cell.length())));
  }

  private static String fitted(String cell, Column column) {
    if (column.whole() || cell.codePointCount(0, cell.length()) <= column.width()) {
      return cell;
    }
    return cell.substring(0, cell.offsetByCodePoints(0, column.width() - 1)) + "…";
  }

  private static List<Column> columns(int width) {
    if (width < ALWAYS_WIDTH) {
      return NARROW;
    }
    List<Column> columns = new ArrayList<>(ALWAYS);
    int used = ALWAYS.stream().mapToInt(column -> column.width() + GAP.length()).sum();
    for (Column column : WHERE_ROOM) {
      used += column.width() + GAP.length();
      if (used - GAP.length() > width) {
        break;
      }
      columns.add(column);
    }
    return columns;
  }

  private static String colourOf(String verdict) {
    return switch (verdict) {
      case "allow" -> "\u001b[32m";
      case "redact" -> "\u001b[33m";
      case "escalate" -> "\u001b[35m";
      default -> "\u001b[31m";
    };
  }

  private static String time(Instant timestamp) {
    return TIME.format(timestamp);
  }

  private static String policy(DecisionEvent event) {
    String policy = event.decisivePolicy();
    return policy == null ? "-" : policy;
  }

  private static String milliseconds(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0);
  }
}
