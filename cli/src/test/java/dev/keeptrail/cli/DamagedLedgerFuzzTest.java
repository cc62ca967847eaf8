package dev.keeptrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.integrity.ContentDigest;
import dev.keeptrail.ledger.retention.Hold;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a ledger's files, a check of it says so as a finding among others, and every
 * command that only reads goes on or fails with one clause and a documented code.
 */
@Timeout(3_600)
final class DamagedLedgerFuzzTest {
  private static final int SHORT_TRIES = 12;
  private static final long SECONDS = Long.getLong("keeptrail.fuzz.seconds", 0);

  /** What no signature speaks of, or only within bounds, and what refuses a ledger as a whole. */
  private static final Set<String> UNPROVEN =
      Set.of(
          "cell capture.",
          "cell checkpoint.at ",
          "cell schema_version.",
          " in webhooks.db:",
          "cell escalation.content ",
          "cell escalation.created ",
          "cell escalation.expires ",
          "cell escalation.claimed_at ",
          "cell escalation.resolved_at ");

  private static final List<List<String>> READING =
      List.of(
          List.of("events", "tail", "--limit", "100"),
          List.of("events", "show", "evt_3"),
          List.of("events", "stats"),
          List.of("events", "trail"),
          List.of("events", "why", "evt_3"),
          List.of("events", "shadow"),
          List.of("escalation", "list"),
          List.of("ledger", "hold"),
          List.of("ledger", "checkpoint"),
          List.of("ledger", "prove", "evt_3"),
          List.of("ledger", "prune", "--older-than", "1h", "--dry-run"),
          List.of("webhook", "list"),
          List.of("kafka", "status"),
          List.of("export-jobs", "list"),
          List.of("events", "export", "--output", "HOME/events.csv"),
          List.of("capture", "export", "--output", "HOME/captures.jsonl"),
          CommandRun.evidence("HOME/evidence.zip"),
          List.of("ledger", "backup", "HOME/backup"),
          List.of("doctor"));

  @TempDir static Path whole;
  @TempDir Path home;

  /** Decisions, a capture, holds, a pack, escalations, a pruning, a webhook. */
  @BeforeAll
  static void made() throws Exception {
    Path ledger = whole.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
        Administration beside =
            Ledgers.openAdministration(ledger, () -> Instant.now().minusSeconds(60))) {
      for (int at = 1; at <= 6; at++) {
        store.append(SmallEvents.allowed("evt_" + at));
      }
      store.append(
          SmallEvents.allowed("evt_captured"), StoredCapture.omitted("redacted", "too_large"));
      store.append(SmallEvents.escalated("evt_escalated"));
      String plan = "{\"name\":\"small\"}";
      var pack =
          new StoredPack(
              ContentDigest.of(plan.getBytes(UTF_8)),
              "small",
              "1.0.0",
              plan,
              Map.of("small.yaml", "pack: small"));
      beside.keep(pack);
      var olga = new Actor(Actor.OPERATOR, "olga");
      beside.note(
          "pack.loaded",
          olga,
          "small",
          Map.of("digest", pack.digest(), "version", "1.0.0", "sources", pack.sourcesDigest()));
      Instant then = Instant.parse("2020-01-01T00:00:00Z");
      beside.hold(new Hold("case", then, then.plusSeconds(9), "a suit"), olga);
      beside.hold(new Hold("old", then, then.plusSeconds(9), "an audit"), olga);
      assertThat(beside.release("old", olga)).isTrue();
      var queue = beside.escalations();
      byte[] request = "{\"model\":\"m\"}".getBytes(UTF_8);
      queue.open(draft("evt_waits"), queue.binding(request), HeldContent.of(request, null));
      String denied =
          queue
              .open(draft("evt_escalated"), queue.binding(request), HeldContent.of(request, null))
              .id();
      queue.resolve(denied, Reviewer.operator("olga"), Outcome.DENIED, "too large");
      assertThat(beside.drain(store)).isPositive();
    }
    for (String[] command :
        new String[][] {
          {
            "webhook", "create", "--url", "https://hooks.example.com/x", "--events", "event.blocked"
          },
          {"export-jobs", "create", "--format", "csv"},
        }) {
      CommandRun run = CommandRun.of(whole);
      assertThat(run.run(command)).as(run.err()).isZero();
    }
    CommandRun verify = CommandRun.of(whole);
    assertThat(verify.run("ledger", "verify")).as(verify.out() + verify.err()).isZero();
    // What is in logs is to be in the files.
    for (String name : List.of("ledger.db", "administration.db", "webhooks.db")) {
      try (Connection open = connect(ledger.resolve(name));
          Statement statement = open.createStatement()) {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    }
  }

  private static EscalationDraft draft(String event) {
    return new EscalationDraft(
        event,
        "req_1",
        "gateway",
        "/v1/chat/completions",
        "gpt-4o",
        new EscalationDraft.Pack("small", "1.0.0", "sha256:00"),
        "input",
        "transfers",
        "transfers.large",
        List.of(new Cover("input", "transfers", "transfers.large")),
        null,
        new Requester(null, "ana", null),
        Duration.ofHours(1));
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Test
  void damagedCellsAreFound() throws Exception {
    tries((ledger, random) -> cell(ledger, random));
  }

  @Test
  void damagedBytesAreFoundOrNamed() throws Exception {
    tries((ledger, random) -> bytes(ledger, random));
  }

  /** What is done to a copy of the ledger. */
  private interface Damage {
    /** What was done; null where it could not be. */
    @Nullable String to(Path ledger, Random random) throws Exception;
  }

  private void tries(Damage damage) throws Exception {
    Long only = Long.getLong("keeptrail.fuzz.seed");
    long end = System.nanoTime() + SECONDS * 1_000_000_000;
    List<String> failures = new ArrayList<>();
    int tried = 0;
    do {
      long seed = only == null ? seed(tried) : only;
      Path own = home.resolve("run" + tried++);
      copy(whole, own);
      var random = new Random(seed);
      String done = damage.to(own.resolve("ledger"), random);
      if (done != null) {
        try {
          check(own, done);
        } catch (AssertionError | RuntimeException failed) {
          failures.add("-Dkeeptrail.fuzz.seed=" + seed + ": " + done + "\n" + failed);
        }
      }
      remove(own);
    } while (only == null
        && failures.size() < 10
        && (SECONDS == 0 ? tried < SHORT_TRIES : System.nanoTime() < end));
    assertThat(failures).isEmpty();
  }

  /** A build tries the same each time; who looks for new ones says how long. */
  private static long seed(int number) {
    return SECONDS == 0 ? number : ThreadLocalRandom.current().nextLong();
  }

  private static void check(Path own, String done) {
    CommandRun verify = CommandRun.of(own);
    int code = verify.run("ledger", "verify");
    says("ledger verify", code, verify);
    if (done.startsWith("cell ") && UNPROVEN.stream().noneMatch(done::contains)) {
      assertThat(code).as("verify: " + verify.out() + verify.err()).isEqualTo(3);
      assertThat(verify.out()).startsWith("BROKEN");
    }
    for (List<String> command : READING) {
      CommandRun run = CommandRun.of(own);
      String[] arguments =
          command.stream().map(word -> word.replace("HOME", own.toString())).toArray(String[]::new);
      says(String.join(" ", command), run.run(arguments), run);
    }
  }

  private static void says(String command, int code, CommandRun run) {
    assertThat(code).as(command + ": " + run.out() + run.err()).isIn(0, 1, 3);
    if (code == 1) {
      // What was left out may stand in lines of its own before the one that says what failed.
      assertThat(run.err().lines().filter(line -> line.startsWith("kt: ")))
          .as(command + ": " + run.err())
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
    assertThat(run.err())
        .as(command)
        .doesNotContain("\tat ", "Exception", "failed with SQLite code", "null");
  }

  private static @Nullable String cell(Path ledger, Random random) throws Exception {
    String file =
        List.of("ledger.db", "ledger.db", "administration.db", "webhooks.db")
            .get(random.nextInt(4));
    try (Connection open = connect(ledger.resolve(file));
        Statement statement = open.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      String table = tables.get(random.nextInt(tables.size()));
      List<String> columns = new ArrayList<>();
      List<List<Object>> cells = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
        int count = rows.getMetaData().getColumnCount();
        for (int at = 1; at <= count; at++) {
          columns.add(rows.getMetaData().getColumnName(at));
        }
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int at = 1; at <= count; at++) {
            row.add(rows.getObject(at));
          }
          cells.add(row);
        }
      }
      if (cells.isEmpty()) {
        return null;
      }
      int row = random.nextInt(cells.size());
      int column = random.nextInt(columns.size());
      Object before = cells.get(row).get(column);
      Object after = damaged(before, random);
      String where = "%s.%s row %d".formatted(table, columns.get(column), row);
      var which = new ArrayList<String>();
      for (String name : columns) {
        which.add(name + " IS ?");
      }
      try (PreparedStatement update =
          open.prepareStatement(
              "UPDATE %s SET %s = ? WHERE %s"
                  .formatted(table, columns.get(column), String.join(" AND ", which)))) {
        update.setObject(1, after);
        for (int at = 0; at < columns.size(); at++) {
          update.setObject(at + 2, cells.get(row).get(at));
        }
        if (update.executeUpdate() == 0) {
          return null;
        }
      } catch (SQLException refused) {
        return null;
      }
      return "cell %s in %s: %s -> %s".formatted(where, file, shown(before), shown(after));
    }
  }

  private static String shown(@Nullable Object value) {
    String text = value instanceof byte[] bytes ? "blob of " + bytes.length : String.valueOf(value);
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  private static @Nullable Object damaged(@Nullable Object before, Random random) {
    byte[] bytes =
        switch (before) {
          case null -> new byte[] {0x41};
          case byte[] blob -> blob.clone();
          default -> before.toString().getBytes(UTF_8);
        };
    return switch (random.nextInt(8)) {
      case 0 -> before == null ? "x" : null;
      case 1 -> new byte[] {(byte) 0xff, 0, 0x41};
      case 2 -> before instanceof Number number ? number.longValue() + 1 : "";
      case 3 -> before instanceof Number ? Long.MAX_VALUE : cut(bytes, before, random);
      case 4 -> before instanceof Number ? -1L : cut(bytes, before, random);
      default -> {
        if (bytes.length == 0) {
          yield "x";
        }
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        yield before instanceof byte[] ? bytes : new String(bytes, UTF_8);
      }
    };
  }

  private static Object cut(byte[] bytes, @Nullable Object before, Random random) {
    byte[] cut = Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length));
    return before instanceof byte[] ? cut : new String(cut, UTF_8);
  }

  private static String bytes(Path ledger, Random random) throws IOException {
    List<String> files = List.of("ledger.db", "administration.db", "webhooks.db");
    Path file = ledger.resolve(files.get(random.nextInt(files.size())));
    int flips = 1 << random.nextInt(8);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      long page = random.nextLong(open.length() / 4_096) * 4_096;
      for (int flip = 0; flip < flips; flip++) {
        long at = page + random.nextInt(4_096);
        open.seek(at);
        int there = open.read();
        open.seek(at);
        open.write(there ^ (1 << random.nextInt(8)));
      }
      return "%d bytes of page %d of %s".formatted(flips, page / 4_096, file.getFileName());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
