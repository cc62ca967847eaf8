package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.LeftOutRecord;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.TrailPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of the administrative trail, each in bounded time. Stateless. */
final class TrailRows {
  /** Rows that one page looks at: what was done has no index, and its subject no column. */
  static final int MOST = 20_000;

  private static final int AT_A_TIME = 1_000;

  private TrailRows() {}

  static TrailPage page(Connection connection, AdministrationQuery query) throws SQLException {
    boolean rare = query.action() != null || query.actor() != null || query.subject() != null;
    EventPosition end = rare ? AdministrationTable.end(connection, query, MOST) : null;
    List<StoredAdministrativeEvent> found = new ArrayList<>();
    List<LeftOutRecord> leftOut = new ArrayList<>();
    int count = query.subject() == null ? query.limit() : AT_A_TIME;
    @Nullable EventPosition behind = query.before();
    while (true) {
      List<AdministrativeRow> rows =
          AdministrationTable.read(connection, query.behind(behind, count), end);
      for (AdministrativeRow row : rows) {
        behind = row.position();
        StoredAdministrativeEvent entry = row.read().orElse(null);
        if (entry == null) {
          leftOut.add(new LeftOutRecord(row.sequence(), row.id()));
        } else if (query.isAbout(entry.event())) {
          found.add(entry);
        }
        if (found.size() + leftOut.size() >= query.limit()) {
          return new TrailPage(found, leftOut, behind);
        }
      }
      if (rows.size() < count) {
        return new TrailPage(found, leftOut, end);
      }
    }
  }
}
