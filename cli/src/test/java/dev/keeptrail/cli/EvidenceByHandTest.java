package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A reviewer with tools of their own follows the guide, and comes to what `kt` says. */
@Timeout(300)
final class EvidenceByHandTest {
  private static final String EVENTS = "events.jsonl";
  private static final String MANIFEST = "manifest.json";
  private static final String TOOLS =
      "which unzip sha256sum jq python3 >/dev/null && openssl version | grep -q 'OpenSSL 3'";

  @TempDir Path home;
  private int checks;

  @BeforeEach
  void recorded() throws Exception {
    assumeTrue(run(home, "bash", "-c", TOOLS) == 0, "unzip, jq, python3 or OpenSSL 3 is missing");
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      for (int at = 1; at <= 43; at++) {
        store.append(
            at % 3 == 0
                ? SmallEvents.blocked("evt_" + at, "\u05d0 \uD83D\uDE00 \"<script>\\\u2028")
                : SmallEvents.allowed("evt_" + at));
      }
    }
    Files.writeString(home.resolve("keys"), kt(0, "ledger", "keys").out());
    Matcher blocks =
        Pattern.compile("(?ms)^```(bash|python)\\n(.*?)^```$")
            .matcher(
                Files.readString(DocumentedCommands.ROOT.resolve("docs/guides/check-by-hand.md")));
    while (blocks.find()) {
      String name = blocks.group(1).equals("bash") ? "check.sh" : "tree.py";
      Files.writeString(home.resolve(name), blocks.group(2));
    }
  }

  private CommandRun kt(int expected, String... words) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(words)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  /** A bundle of the recorded events. */
  private Map<String, byte[]> bundle(String... more) throws IOException {
    Path file = home.resolve("made.zip");
    List<String> words =
        new ArrayList<>(
            List.of(
                "evidence",
                "create",
                "--since=2025-12-31T00:00:00Z",
                "--until=2026-01-02T00:00:00Z",
                "--reason=by hand",
                "--output=" + file));
    words.addAll(List.of(more));
    kt(0, words.toArray(String[]::new));
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    Files.delete(file);
    return files;
  }

  /** What the guide's scripts end with, and what `kt` says. */
  private record Said(int signatures, int tree, String kt) {}

  private Said said(Map<String, byte[]> files) throws Exception {
    Path folder = Files.createDirectory(home.resolve("check" + checks++));
    Path file = folder.resolve("bundle.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> one : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(one.getKey()));
        zip.write(one.getValue());
      }
    }
    CommandRun verify = CommandRun.of(home);
    verify.run("evidence", "verify", file.toString(), "--key", home.resolve("keys").toString());
    return new Said(
        run(folder, "bash", "../check.sh", "bundle.zip", "../keys"),
        run(folder, "python3", "../tree.py"),
        verify.out());
  }

  private static int run(Path folder, String... words) throws Exception {
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(String.join(" ", words)).isTrue();
    return process.exitValue();
  }

  private static Map<String, byte[]> with(
      Map<String, byte[]> files, String name, UnaryOperator<String> change) {
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    String before = new String(changed.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    changed.put(name, after.getBytes(StandardCharsets.UTF_8));
    return changed;
  }

  /** As somebody makes it fit who has the ledger's key. */
  private Map<String, byte[]> signed(Map<String, byte[]> files) throws Exception {
    Map<String, byte[]> fitting = new LinkedHashMap<>(files);
    var manifest = (ObjectNode) JsonMapper.shared().readTree(files.get(MANIFEST));
    for (Map.Entry<String, JsonNode> one : manifest.path("files").properties()) {
      ((ObjectNode) one.getValue())
          .put("sha256", sha256(Objects.requireNonNull(fitting.get(one.getKey()))));
    }
    fitting.put(MANIFEST, manifest.toPrettyString().getBytes(StandardCharsets.UTF_8));
    try (LedgerAudit audit = Ledgers.openForAudit(home.resolve("ledger"))) {
      String note = "keeptrail evidence 1\n" + sha256(fitting.get(MANIFEST)) + "\n";
      fitting.put("manifest.sig", audit.sign(note).toString().getBytes(StandardCharsets.UTF_8));
    }
    return fitting;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void whatIsWholeHoldsForBoth() throws Exception {
    for (Map<String, byte[]> whole :
        List.of(bundle(), bundle("--withhold=caller,reason_code,model"), signed(bundle()))) {
      Said said = said(whole);
      assertThat(said.kt()).startsWith("holds");
      assertThat(said.signatures()).as(said.kt()).isZero();
      assertThat(said.tree()).as(said.kt()).isZero();
    }
  }

  @Test
  void whatSomebodyChangedHoldsForNeither() throws Exception {
    Map<String, byte[]> whole = bundle();
    for (String name : whole.keySet()) {
      Said said = said(with(whole, name, text -> text.replaceFirst("[1-8]", "9")));
      assertThat(said.signatures()).as(name).isNotZero();
      assertThat(said.kt()).as(name).startsWith("DOES NOT HOLD");
    }
    Said more = said(with(whole, "more.txt", _ -> "more"));
    assertThat(more.signatures()).isNotZero();
    assertThat(more.kt()).startsWith("DOES NOT HOLD");
  }

  /** The tree shows it, whoever signs. */
  @Test
  void whatTheHolderOfTheKeyChangedHoldsForNeither() throws Exception {
    Map<String, byte[]> whole = bundle();
    for (Map<String, byte[]> changed :
        List.of(
            with(whole, EVENTS, text -> text.replace("evt_7\"", "evt_8\"")),
            with(whole, EVENTS, text -> text.replaceFirst("\\{\"sequence\":5,.*\n", "")),
            with(whole, EVENTS, text -> text + text.lines().findFirst().orElseThrow() + "\n"),
            with(whole, "leaves.txt", text -> text.substring(45)),
            with(whole, MANIFEST, text -> text.replace("\"block\" : 14", "\"block\" : 1")))) {
      Said said = said(signed(changed));
      assertThat(said.signatures()).as(said.kt()).isZero();
      assertThat(said.tree()).as(said.kt()).isNotZero();
      assertThat(said.kt()).startsWith("DOES NOT HOLD").doesNotContain("was changed");
    }
  }

  /** A list that programs read differently shows some reader what was not recorded. */
  @Test
  void whatCanBeReadInTwoWaysDoesNotHold() throws Exception {
    Map<String, byte[]> whole = bundle();
    for (UnaryOperator<String> change :
        List.<UnaryOperator<String>>of(
            text -> text.replaceFirst("\\{\"sequence\":5,", "{\"sequence\":50,\"sequence\":5,"),
            text -> text.replaceFirst(",\"event\":", ",\"note\":\"all is well\",\"event\":"),
            text -> text.replaceFirst("\"event\":\\{", "\"event\":{ "))) {
      assertThat(said(signed(with(whole, EVENTS, change))).kt())
          .startsWith("DOES NOT HOLD")
          .contains("is what was recorded, but in another form");
    }
  }

  @Test
  void countsThatTheEventsDoNotComeToAreToldByName() throws Exception {
    Map<String, byte[]> whole = bundle();
    for (String member : List.of("verdicts", "policies", "reasons", "actions")) {
      UnaryOperator<String> more =
          text ->
              text.replaceFirst("\"" + member + "\" : \\{", "$0\"invented\" : 1,")
                  .replace("1, }", "1 }");
      assertThat(said(signed(with(whole, MANIFEST, more))).kt())
          .contains("manifest.json says other `" + member + "` than the events come to");
    }
    assertThat(
            said(signed(
                    with(
                        whole,
                        MANIFEST,
                        text ->
                            text.replace("\"decisions\" : 43", "\"decisions\" : 42")
                                .replace("\"administrative\" : 0", "\"administrative\" : 1"))))
                .kt())
        .contains("says other `decisions` than", "says other `administrative` than");
  }
}
