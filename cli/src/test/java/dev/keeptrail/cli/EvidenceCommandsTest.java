package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.Ledgers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle proves itself, and shows whatever was done to it. */
final class EvidenceCommandsTest {
  @TempDir Path home;
  private Path bundle = Path.of("");
  private Path keys = Path.of("");

  @BeforeEach
  void bundled() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      for (int at = 1; at <= 300; at++) {
        store.append(
            at % 3 == 0
                ? SmallEvents.blocked("evt_" + at, "<script>alert(1)</script>")
                : SmallEvents.allowed("evt_" + at));
      }
    }
    bundle = home.resolve("bundle.zip");
    keys = Files.writeString(home.resolve("keys"), kt(0, "ledger", "keys").out());
    assertThat(create(0, "2025-12-31T00:00:00Z").err()).contains("300 records in");
  }

  private CommandRun create(int expected, String since, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evidence",
                "create",
                "--since",
                since,
                "--until",
                "2026-01-02T00:00:00Z",
                "--reason",
                "incident <17>",
                "--output",
                bundle.toString()));
    arguments.addAll(List.of(more));
    return kt(expected, arguments.toArray(String[]::new));
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private CommandRun verify(int expected, Path file) {
    return kt(expected, "evidence", "verify", file.toString(), "--key", keys.toString());
  }

  @Test
  void theTrailTellsOfNoBundleThatHadNoPlace() {
    String before = kt(0, "events", "trail", "--json").out();

    List<String> nowhere = CommandRun.evidence(home.resolve("none/bundle.zip").toString());
    assertThat(kt(1, nowhere.toArray(String[]::new)).err()).contains("there is no folder `");
    List<String> folder = CommandRun.evidence(home.toString());
    assertThat(kt(1, folder.toArray(String[]::new)).err()).contains("it is a folder");

    assertThat(kt(0, "events", "trail", "--json").out()).isEqualTo(before);
  }

  @Test
  void holdsWithNothingButAKey() throws Exception {
    assertThat(verify(0, bundle).out())
        .isEqualTo(
            "holds  records 1 to 300: 300 decisions, 0 entries of the trail; signed by the ledger\n");
    assertThat(kt(0, "evidence", "show", bundle.toString()).out())
        .contains("incident <17>", "allow  200", "block  100", "prompt-injection  100")
        .contains("the pack with digest sha256:0 was not kept");
    assertThat(kt(0, "events", "trail").out()).contains("evidence.created");
    String cover = contents().get("cover.html");
    assertThat(cover).contains("name=\"viewport\"", "overflow-wrap:anywhere");
    assertThat(cover).contains("incident &lt;17&gt;", "300").doesNotContain("<script>");
    assertThat(kt(1, "evidence", "verify", bundle.toString()).err())
        .contains("no key is given to check the bundle with");
    assertThat(create(1, "2026-01-01T12:00:00Z").err()).contains("no event in this time");
  }

  @Test
  void whatIsNotWhatWasRecordedIsLeftOutAndSaid() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE event SET json = substr(json, 1, 100) WHERE sequence = 7");
      statement.execute(
          "UPDATE event SET json = replace(json, 'gpt-4o', 'gpt-5o') WHERE sequence = 8");
      statement.execute("DELETE FROM event WHERE sequence = 20");
    }
    CommandRun made = create(3, "2025-12-31T00:00:00Z");
    assertThat(made.err())
        .doesNotContain("events 7 to", "events 8 to")
        .contains("kt: event 7 of the ledger is not what was recorded; it is left out")
        .contains("kt: event 8 of the ledger is not what was recorded; it is left out")
        .contains("kt: events 20 to 20 were removed from the ledger")
        .contains("297 records in");
    assertThat(verify(3, bundle).out())
        .startsWith("DOES NOT HOLD")
        .contains("events 20 to 20 were removed from the ledger")
        .contains("events of the ledger that were not what was recorded are left out (2)");
    assertThat(kt(0, "evidence", "show", bundle.toString()).out())
        .contains("event 7 of the ledger is not what was recorded");
    assertThat(contents().get("events.jsonl")).doesNotContain("gpt-5o");
  }

  /** What was pruned has a signed notice, and nobody who removes an event can make one. */
  @Test
  void whatWasRemovedIsToldFromWhatWasPruned() throws Exception {
    kt(0, "ledger", "prune", "--older-than", "1h", "--keep", "block=36500d");
    assertThat(create(0, "2025-12-31T00:00:00Z").err())
        .contains("kt: events 4 to 5 were pruned, as signed notices say")
        .contains("100 records in");
    assertThat(verify(0, bundle).out()).contains("holds", "198 records were pruned before");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/ledger.db"));
        Statement statement = connection.createStatement()) {
      // In the middle, and at both ends of the time: nothing says any more of what time they were.
      statement.execute("DELETE FROM event WHERE sequence IN (3, 150, 300)");
    }
    assertThat(create(3, "2025-12-31T00:00:00Z").err())
        .contains("kt: events 3 to 3 were removed from the ledger")
        .contains("kt: events 150 to 150 were removed from the ledger")
        .contains("kt: events 300 to 300 were removed from the ledger")
        .contains("97 records in");
    assertThat(verify(3, bundle).out())
        .contains("events 3 to 3 were removed", "events 150 to 150 were removed")
        .contains("events 300 to 300 were removed")
        .doesNotContain("does not say", "leaves");
    assertThat(contents().get("cover.html")).contains("events 150 to 150 were removed");
  }

  /**
   * As after a gateway was killed: what nobody has signed yet cannot be proved, and is not hidden.
   */
  @Test
  void whatNoCheckpointVouchesForIsNamed() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger/ledger.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM checkpoint WHERE size >= 300")).isPositive();
      ResultSet newest = statement.executeQuery("SELECT max(size) FROM checkpoint");
      String gap =
          "events %d to 300 are of this time, and in no checkpoint yet: they are not here"
              .formatted(newest.getLong(1) + 1);

      assertThat(create(0, "2025-12-31T00:00:00Z").err()).contains("kt: " + gap);
      assertThat(kt(0, "evidence", "show", bundle.toString()).out()).contains(gap);
      assertThat(contents().get("cover.html")).contains(gap);
      assertThat(verify(0, bundle).out()).startsWith("holds");

      assertThat(statement.executeUpdate("DELETE FROM checkpoint")).isPositive();
    }
    assertThat(create(1, "2025-12-31T00:00:00Z").err()).contains("no checkpoint vouches");
  }

  @Test
  void timesMayLieAsFarAwayAsOneLikes() {
    String farthest = "-999999999-01-01T00:00:00Z";
    assertThat(create(0, farthest).err()).contains("300 records in");
    assertThat(kt(0, "events", "trail", "--since=" + farthest).out()).contains("evidence.created");
    assertThat(kt(0, "events", "trail", "--since=+999999999-12-31T23:59:59Z").out()).isEmpty();
    assertThat(kt(0, "events", "trail", "--until=" + farthest).out()).isEmpty();
    kt(0, "ledger", "hold", "all", "--reason", "r", "--since=" + farthest);
    assertThat(kt(0, "ledger", "prune", "--older-than", "1h", "--dry-run").out())
        .contains("held: 300");
  }

  @Test
  void saysWhyADecisionIsAsItIs() {
    assertThat(kt(0, "events", "why", "evt_3").out())
        .contains("evt_3: block, prompt_injection.detected", "which was not kept")
        .contains("prompt-injection (prompt-injection) said block in phase input")
        .contains("would all have had to find nothing", "rule detected");
    assertThat(kt(0, "events", "why", "evt_1").out()).contains("no policy was asked");
    assertThat(kt(1, "events", "why", "evt_9999").err()).contains("there is no event");
  }

  @Test
  void aKeyOfSomebodyElseDoesNotDo() throws Exception {
    Path other = home.resolve("other");
    try (EventStore store = Ledgers.openForAppend(other, Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_1"));
    }
    keys =
        Files.writeString(
            home.resolve("keys"), kt(0, "ledger", "keys", "--ledger", other.toString()).out());

    assertThat(verify(3, bundle).out())
        .contains("manifest.json is signed by none", "checkpoint.txt is signed by none");
  }

  /** Who trusts two ledgers does not trust the one with what is said of the other. */
  @Test
  void theKeyOfAnotherLedgerThatIsTrustedDoesNotDo() throws Exception {
    Path other = home.resolve("other");
    try (EventStore store = Ledgers.openForAppend(other, Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_1"));
    }
    String both =
        Files.readString(keys) + kt(0, "ledger", "keys", "--ledger", other.toString()).out();
    keys = Files.writeString(home.resolve("keys"), both);
    assertThat(verify(0, bundle).out()).startsWith("holds");

    String manifest =
        Objects.requireNonNull(contents().get("manifest.json")).replace("incident", "accident");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(StandardCharsets.UTF_8));
    String note;
    try (LedgerAudit audit = Ledgers.openForAudit(other)) {
      note =
          audit.sign("keeptrail evidence 1\n" + HexFormat.of().formatHex(digest) + "\n").toString();
    }
    with("manifest.json", _ -> manifest);
    Files.move(home.resolve("changed.zip"), bundle, StandardCopyOption.REPLACE_EXISTING);
    assertThat(verify(3, with("manifest.sig", _ -> note)).out())
        .contains("manifest.json is signed by the key of `keeptrail.invalid/ledger/")
        .doesNotContain("was changed");
  }

  @Test
  void saysWhatWasDoneToIt() throws Exception {
    assertThat(verify(3, with("events.jsonl", text -> text.replace("evt_77\"", "evt_78\""))).out())
        .contains("events.jsonl was changed", "event 77 (evt_78) is not what was recorded");
    assertThat(
            verify(3, with("events.jsonl", text -> text.replaceFirst("\\{\"sequence\":5,.*\n", "")))
                .out())
        .contains(
            "there are 299 events, and the manifest speaks of 300; there is none of number 5\n");
    String some = "\\{\"sequence\":(1|7|8|9|300),.*\n";
    assertThat(verify(3, with("events.jsonl", text -> text.replaceAll(some, ""))).out())
        .contains("there is none of number 1, 7 to 9, 300\n");
    String odd = "\\{\"sequence\":[0-9]*[13579],.*\n";
    assertThat(verify(3, with("events.jsonl", text -> text.replaceAll(odd, ""))).out())
        .contains("there is none of number 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and others\n");
    assertThat(verify(3, with("manifest.json", text -> text.replace("incident", "accident"))).out())
        .contains("manifest.json was changed");
    assertThat(verify(3, with("leaves.txt", EvidenceCommandsTest::swapped)).out())
        .contains(
            "leaves.txt was changed",
            "event 1 (evt_1) is not",
            "do not lead to the root that was signed");
    assertThat(verify(3, with("checkpoint.txt", text -> text.replace("\n300\n", "\n301\n"))).out())
        .contains("checkpoint.txt");
    assertThat(verify(3, with("cover.html", text -> text.replace("300", "3"))).out())
        .contains("cover.html was changed");
    assertThat(verify(3, with("more.txt", text -> text + "x")).out())
        .contains("`more.txt` was added");
    assertThat(verify(3, with("keys.txt", null)).out()).contains("keys.txt is missing");
    assertThat(verify(3, with("manifest.json", null)).out()).contains("this is no bundle");
    assertThat(verify(3, with("leaves.txt", text -> text.substring(0, 45).repeat(20_000))).out())
        .contains("leaves.txt holds something else than hashes, after line");
    assertThat(kt(1, "evidence", "show", with("manifest.json", _ -> "{}").toString()).err())
        .contains("is no bundle, or one of another version");
    assertThat(verify(1, keys).err()).contains("no zip");
    assertThat(kt(1, "evidence", "show", keys.toString()).err())
        .contains("cannot be read, or is no zip", "name a file that `kt evidence create` wrote");
  }

  @Test
  void aFileThatProgramsReadInTwoWaysDoesNotHold() throws Exception {
    var front = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(front)) {
      zip.putNextEntry(new ZipEntry("cover.html"));
      zip.write("<h1>nothing was blocked</h1>".getBytes(StandardCharsets.UTF_8));
    }
    byte[] right = Files.readAllBytes(bundle);
    front.write(right);
    assertThat(verify(3, Files.write(home.resolve("front.zip"), front.toByteArray())).out())
        .contains("something was put in between or in front");
    for (String behind : List.of("x", "PK\5\6", "a whole text ".repeat(100))) {
      byte[] text = behind.getBytes(StandardCharsets.UTF_8);
      byte[] more = Arrays.copyOf(right, right.length + text.length);
      System.arraycopy(text, 0, more, right.length, text.length);
      assertThat(verify(3, Files.write(home.resolve("behind.zip"), more)).out())
          .contains("something stands behind the list at the end of the zip");
    }
    assertThat(verify(3, Files.write(home.resolve("over.zip"), listedThrice(right))).out())
        .contains("lie over each other");
  }

  /** The list at the end of a zip three times, so that all share the same bytes. */
  private static byte[] listedThrice(byte[] zip) {
    int end = zip.length - ZipFile.ENDHDR;
    ByteBuffer last = ByteBuffer.wrap(zip, end, ZipFile.ENDHDR).order(ByteOrder.LITTLE_ENDIAN);
    int size = last.getInt(end + ZipFile.ENDSIZ);
    int from = last.getInt(end + ZipFile.ENDOFF);
    short count = last.getShort(end + ZipFile.ENDTOT);
    ByteBuffer made = ByteBuffer.allocate(zip.length + 2 * size).order(ByteOrder.LITTLE_ENDIAN);
    made.put(zip, 0, from + size).put(zip, from, size).put(zip, from, size);
    int at = made.position();
    made.put(zip, end, ZipFile.ENDHDR);
    made.putShort(at + ZipFile.ENDSUB, (short) (3 * count));
    made.putShort(at + ZipFile.ENDTOT, (short) (3 * count));
    made.putInt(at + ZipFile.ENDSIZ, 3 * size);
    return made.array();
  }

  @Test
  void fieldsAreWithheldAndStayProvable() throws Exception {
    create(
        0,
        "2025-12-31T00:00:00Z",
        "--withhold",
        "model,reason_code,policy_results",
        "--withhold",
        "pack");
    String events = String.valueOf(contents().get("events.jsonl"));
    assertThat(events.lines()).hasSize(300);
    assertThat(events)
        .doesNotContain("gpt-", "prompt_injection.detected", "\"digest\"")
        .contains("\"withheld\":{\"model\":\"");
    for (String part : List.of("manifest.json", "cover.html")) {
      assertThat(contents().get(part)).doesNotContain("prompt_injection.detected");
    }
    assertThat(verify(0, bundle).out())
        .isEqualTo(
            """
            holds  records 1 to 300: 300 decisions, 0 entries of the trail; signed by the ledger
            withheld are the fields model, pack, policy_results, reason_code
            """);
    assertThat(kt(0, "evidence", "show", bundle.toString()).out())
        .contains("withheld        model", "withheld        pack", "block  100")
        .contains("Withheld are the fields model, pack, policy_results, reason_code");
    assertThat(kt(0, "events", "trail", "--json").out())
        .contains("model,pack,policy_results,reason_code");
  }

  @Test
  void whatWasDoneToWithheldFieldsIsLocated() throws Exception {
    create(0, "2025-12-31T00:00:00Z", "--withhold", "model");
    String other = "\"withheld\":{\"model\":\"" + "A".repeat(43) + "=\"}";
    String changed = "\"withheld\":\\{\"model\":\"[^\"]*\"}";
    assertThat(verify(3, with("events.jsonl", text -> text.replaceFirst(changed, other))).out())
        .contains("event 1 (evt_1) is not what was recorded")
        .doesNotContain("event 2");
    assertThat(
            verify(3, with("events.jsonl", text -> text.replaceFirst("\"allow\"", "\"block\"")))
                .out())
        .contains("event 1 (evt_1) is not what was recorded");
    assertThat(
            verify(3, with("events.jsonl", text -> text.replaceFirst(changed, "\"withheld\":{}")))
                .out())
        .contains("event 1 (evt_1) is not what was recorded");
    assertThat(verify(3, with("manifest.json", text -> text.replace("[ \"model\" ]", "[ ]"))).out())
        .contains("manifest.json was changed", "event 7 goes without `model`");
    assertThat(
            verify(3, with("events.jsonl", text -> text.replaceFirst("\"salts\":", "\"salt\":")))
                .out())
        .contains("event 1 (evt_1) is not what was recorded");
  }

  @Test
  void fieldsThatCannotBeWithheldAreRefused() {
    assertThat(create(1, "2025-12-31T00:00:00Z", "--withhold", "verdict").err())
        .contains("`verdict` is always shown");
    assertThat(create(1, "2025-12-31T00:00:00Z", "--withhold", "cost,modle").err())
        .contains("events have no field `modle`", "did you mean `model`?");
  }

  /** The first two lines in each other's place. */
  private static String swapped(String text) {
    int one = text.indexOf('\n') + 1;
    int two = text.indexOf('\n', one) + 1;
    return text.substring(one, two) + text.substring(0, one) + text.substring(two);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    try (var zip = new ZipFile(bundle.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        contents.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return contents;
  }

  /** The bundle with one file changed, added, or taken out where there is no change. */
  private Path with(String name, @Nullable UnaryOperator<String> change) throws IOException {
    Map<String, String> contents = contents();
    if (change == null) {
      contents.remove(name);
    } else {
      contents.put(name, change.apply(Objects.requireNonNullElse(contents.get(name), "")));
    }
    Path changed = home.resolve("changed.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (Map.Entry<String, String> entry : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return changed;
  }
}
