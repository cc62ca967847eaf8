package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Events as lines for people. Id, verdict and reason are always there; time, policy, model,
 * provider and latency as far as the width allows. Columns are fixed, so that lines can be printed
 * as events arrive. Fields hold text of callers, so nothing in them reaches the terminal unescaped.
 */
public final class EventTable {
  private static final String GAP = "  ";
  private static final String RESET = "\u001b[0m";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final int SHORT_TIME_WIDTH = 11;
  private static final int TIME_WIDTH = 20;

  /** {@code +01:00} in the place of {@code Z}. */
  private static final int OFFSET_WIDTH = 5;

  /** The least room; lines are never shorter. */
  private static final int LEAST_WIDTH = 60;

  private static final Column ID = new Column("ID", 30, true, false, DecisionEvent::id);
  private static final Column VERDICT =
      new Column("VERDICT", 8, false, false, DecisionEvent::verdict);

  private final List<Column> columns;
  private final boolean colour;

  /**
   * One column.
   *
   * @param whole never cut, because it is for copying
   * @param grows takes of the room that is left
   */
  private record Column(
      String title, int width, boolean whole, boolean grows, Function<DecisionEvent, String> text) {
    static Column growing(String title, int width, Function<DecisionEvent, String> text) {
      return new Column(title, width, false, true, text);
    }

    Column wider(int by) {
      return new Column(title, width + by, whole, grows, text);
    }
  }

  /** Shows times in UTC. */
  public EventTable(int width, boolean colour) {
    this(width, colour, ZoneOffset.UTC);
  }

  /**
   * @param width characters in a line; below 92 (97 with another zone than UTC), times lose year
   *     and seconds, below 73 there are none, and below 60 lines stay as wide as that
   */
  public EventTable(int width, boolean colour, ZoneId zone) {
    this.columns = columns(width, forms(zone));
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

  /** What came of a request that policies had nothing against, and that was not answered. */
  private static String reason(DecisionEvent event) {
    DecisionEvent.Upstream upstream = event.upstream();
    if (!event.verdict().equals("allow")) {
      return event.reasonCode();
    }
    return switch (event.outcome()) {
      case UPSTREAM_ERROR ->
          upstream == null || upstream.error() == null
              ? "upstream_error"
              : "upstream_error: " + upstream.error();
      case CANCELLED -> "cancelled";
      case DELIVERED, INPUT_BLOCKED, OUTPUT_BLOCKED, ESCALATED -> event.reasonCode();
    };
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

  private static List<Column> columns(int width, List<List<Column>> forms) {
    int room = Math.max(width, LEAST_WIDTH);
    List<Column> widest = forms.getFirst();
    for (List<Column> form : forms) {
      if (taken(form) <= room) {
        widest = form;
      }
    }
    return grown(widest, room - taken(widest));
  }

  /** Shares out what is left of a line. */
  private static List<Column> grown(List<Column> columns, int left) {
    int shares = (int) columns.stream().filter(Column::grows).count();
    int rest = left % shares;
    List<Column> grown = new ArrayList<>();
    for (Column column : columns) {
      int more = column.grows() ? left / shares + (rest > 0 ? 1 : 0) : 0;
      rest -= column.grows() ? 1 : 0;
      grown.add(column.wider(more));
    }
    return grown;
  }

  private static int taken(List<Column> columns) {
    return columns.stream().mapToInt(column -> column.width() + GAP.length()).sum() - GAP.length();
  }

  /** The sets of columns, the narrowest first; ids say the order where there is no time. */
  private static List<List<Column>> forms(ZoneId zone) {
    Column day = time(SHORT_TIME.withZone(zone), SHORT_TIME_WIDTH);
    Column time =
        time(
            TIME.withZone(zone),
            zone.equals(ZoneOffset.UTC) ? TIME_WIDTH : TIME_WIDTH + OFFSET_WIDTH);
    Column shortReason = Column.growing("REASON", 18, EventTable::reason);
    Column reason = Column.growing("REASON", 28, EventTable::reason);
    List<List<Column>> forms = new ArrayList<>();
    forms.add(List.of(ID, VERDICT, shortReason));
    forms.add(List.of(day, ID, VERDICT, shortReason));
    List<Column> columns = new ArrayList<>(List.of(time, ID, VERDICT, reason));
    forms.add(List.copyOf(columns));
    for (Column more :
        List.of(
            Column.growing("POLICY", 20, EventTable::policy),
            Column.growing("MODEL", 22, DecisionEvent::model),
            Column.growing("PROVIDER", 18, DecisionEvent::provider),
            new Column(
                "LATENCY",
                10,
                false,
                false,
                event -> milliseconds(event.latency().totalMicros())))) {
      columns.add(more);
      forms.add(List.copyOf(columns));
    }
    return forms;
  }

  private static String colourOf(String verdict) {
    return switch (verdict) {
      case "allow" -> "\u001b[32m";
      case "redact" -> "\u001b[33m";
      case "escalate" -> "\u001b[35m";
      default -> "\u001b[31m";
    };
  }

  private static Column time(DateTimeFormatter format, int width) {
    return new Column("TIME", width, false, false, event -> format.format(event.timestamp()));
  }

  private static String policy(DecisionEvent event) {
    String policy = event.decisivePolicy();
    return policy == null ? "-" : policy;
  }

  private static String milliseconds(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0);
  }
}
