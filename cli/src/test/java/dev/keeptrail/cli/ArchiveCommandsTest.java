package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pack on its way from sources to something that can be trusted. */
final class ArchiveCommandsTest {
  private static final String PACK =
      """
      pack:
        name: small
        version: 1.0.0
      providers:
        targets:
          - id: sim
            provider: simulated
      policies:
        chain: [pii-detector, audit-logger]
      policy:
        pii-detector:
          action: redact
      """;

  private static final String TEST =
      """
      name: masks
      input: {messages: [{role: user, content: write to ana@example.com}]}
      expected: {verdict: %s}
      """;

  private static final String GUARD =
      """
      language 1

      pack guard {
        version: "1.0.0"
      }

      provider sim {
        provider: simulated
      }

      chain { guard-rules, audit-logger }

      policy guard-rules {
        rule large {
          when tool_call(name == "pay", arguments.amount > 10_000)
          then block "payments.large"
        }
        rule refused {
          when identity(team == "sales")
          then block "callers.refused"
        }
        rule word {
          when message(text contains "magic")
          then flag "words.seen"
        }
        rule mail {
          when finding(category under "pii.email")
          then redact "answers.mail"
        }
      }
      """;

  @TempDir Path folder;

  private Path source;
  private Path archive;

  @BeforeEach
  void build() throws IOException {
    source = Files.writeString(folder.resolve("pack.yaml"), PACK);
    archive = folder.resolve("small-1.0.0.ktpack");
    assertThat(run("policy", "build", "--file", source.toString(), "-o", folder.toString()).code())
        .isZero();
  }

  @Test
  void buildsTheSameBytesAgain() throws IOException {
    Path again = folder.resolve("again.ktpack");
    Ran ran = run("policy", "build", "--file", source.toString(), "-o", again.toString());

    assertThat(ran.out()).startsWith("built " + again).contains("pack      small@1.0.0", "sha256:");
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(archive));
  }

  @Test
  void buildsNoPackWithErrors() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), PACK.replace("redact", "redcat"));
    Ran ran = run("policy", "build", "--file", bad.toString(), "-o", folder.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("redcat", "bad.yaml:12:13", "has errors and is not built");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void signsAndVerifies() throws IOException {
    Path keys = folder.resolve("keys");
    Ran made = run("policy", "keygen", "-o", keys.toString());
    Path secret = keys.resolve("pack-signing.key.pem");
    Path shown = keys.resolve("pack-signing.pub.pem");
    Ran signed = run("policy", "sign", "--key", secret.toString(), archive.toString());
    Ran verified = run("policy", "verify", archive.toString(), "--key", shown.toString());

    assertThat(made.code()).isZero();
    assertThat(signed.code()).isZero();
    assertThat(signed.err()).isEmpty();
    String id = made.out().lines().skip(1).findFirst().orElseThrow().replaceFirst(" +key id +", "");
    assertThat(verified.out())
        .startsWith("OK ")
        .contains("sources   compile to this plan", "signed    " + id);
    assertThat(verified.code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    String pem = Files.readString(secret).lines().skip(1).findFirst().orElseThrow();
    assertThat(made.out() + made.err() + signed.out() + verified.out()).doesNotContain(pem);
  }

  @Test
  void neverReplacesAKey() {
    String keys = folder.resolve("keys").toString();
    assertThat(run("policy", "keygen", "-o", keys).code()).isZero();
    Ran again = run("policy", "keygen", "-o", keys);

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).startsWith("kt: there is a key in `" + keys + "` already");
  }

  @Test
  void signsWithAKeyOfTheEnvironment() throws IOException {
    Path keys = folder.resolve("keys");
    assertThat(run("policy", "keygen", "-o", keys.toString()).code()).isZero();
    String pem = Files.readString(keys.resolve("pack-signing.key.pem"));
    CommandRun run = CommandRun.of(folder).with("SIGNING_KEY", pem);

    assertThat(run.run("policy", "sign", "--key-env", "SIGNING_KEY", archive.toString())).isZero();
    Ran unset = run("policy", "sign", "--key-env", "NOT_SET", archive.toString());
    assertThat(unset.code()).isEqualTo(1);
    assertThat(unset.err()).contains("`NOT_SET` is not set");
  }

  @Test
  void warnsOfAKeyThatOthersCanRead() throws IOException {
    Path keys = folder.resolve("keys");
    assertThat(run("policy", "keygen", "-o", keys.toString()).code()).isZero();
    Path secret = keys.resolve("pack-signing.key.pem");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(run("policy", "sign", "--key", secret.toString(), archive.toString()).err())
        .startsWith("kt: warning: others can read `" + secret + "`");
  }

  @Test
  void refusesWhatWasChangedAndWhoDidNotSign() throws IOException {
    Path keys = folder.resolve("keys");
    assertThat(run("policy", "keygen", "-o", keys.toString()).code()).isZero();
    String shown = keys.resolve("pack-signing.pub.pem").toString();
    Ran unsigned = run("policy", "verify", archive.toString(), "--key", shown);
    byte[] bytes = Files.readAllBytes(archive);
    bytes[bytes.length / 2] ^= 1;
    Files.write(archive, bytes);
    Ran changed = run("policy", "verify", archive.toString());
    Ran inspected = run("policy", "inspect", archive.toString());

    assertThat(unsigned.code()).isEqualTo(2);
    assertThat(unsigned.err())
        .contains("there is no signature by key sha256:", "the archive is not signed at all");
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err()).startsWith("kt: `" + archive + "`: ");
    assertThat(inspected.code()).isEqualTo(2);
  }

  @Test
  void showsWhatIsInside() {
    Ran text = run("policy", "inspect", archive.toString());
    Ran source = run("policy", "inspect", archive.toString(), "--show", "sources/pack.yaml");
    Ran plan = run("policy", "inspect", archive.toString(), "--show", "plan.json");
    Ran none = run("policy", "inspect", archive.toString(), "--show", "passwd");
    JsonNode json =
        JsonMapper.shared().readTree(run("policy", "inspect", archive.toString(), "--json").out());

    assertThat(text.out())
        .startsWith("small@1.0.0\n")
        .contains("tests     not attested", "signed    by nobody", "sources/pack.yaml");
    assertThat(source.out()).isEqualTo(PACK);
    assertThat(plan.out()).startsWith("{\"chain\":");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("members: plan.json, sources/pack.yaml");
    assertThat(json.path("sources").path("pack.yaml").asString()).isEqualTo(PACK);
    assertThat(json.path("plan_digest").asString()).startsWith("sha256:");
  }

  @Test
  void showsWhatTwoPacksMeanDifferently() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"),
            "# a comment\n"
                + PACK.replace("version: 1.0.0", "version: 1.1.0")
                    .replace("[pii-detector, audit-logger]", "[audit-logger, pii-detector]")
                    .replace("action: redact", "action: block"));
    Ran text = run("policy", "diff", archive.toString(), other.toString());
    Ran code = run("policy", "diff", archive.toString(), other.toString(), "--exit-code");
    Ran same = run("policy", "diff", archive.toString(), source.toString(), "--exit-code");

    assertThat(text.code()).isZero();
    assertThat(text.out())
        .startsWith("pack\n  ~ version \"1.0.0\" -> \"1.1.0\"\npolicy ")
        .contains("moved from place", "  ~ action \"redact\" -> \"block\"\n")
        .contains("\nthe plans differ in 3 places\n");
    assertThat(code.code()).isEqualTo(3);
    assertThat(same.code()).isZero();
    assertThat(same.out()).startsWith("the plans are the same: sha256:");
  }

  @Test
  void showsWhatTwoPacksDecideDifferently() throws IOException {
    Path requests = Files.createDirectory(folder.resolve("requests"));
    for (String text : List.of("hello", "write to ana@example.com")) {
      Files.writeString(
          requests.resolve(text.substring(0, 5) + ".json"),
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
              .formatted(text));
    }
    Path other = Files.writeString(folder.resolve("other.yaml"), PACK.replace("redact", "block"));
    String[] words = {
      "policy", "diff", source.toString(), other.toString(), "--on", requests.toString()
    };
    Ran text = run(words);
    JsonNode json = JsonMapper.shared().readTree(run(with(words, "--json")).out());

    assertThat(text.out())
        .contains(
            "tightened  write.json\n  before  redact by pii-detector (",
            "masks input /messages/0/content 9-24 pii.email by pii-detector",
            "\n  after   block by pii-detector (",
            "1 of 2 decisions differ")
        .doesNotContain("ana@example.com", "hello.json");
    assertThat(json.path("requests").asInt()).isEqualTo(2);
    assertThat(json.at("/decisions/0/change").asString()).isEqualTo("tightened");
    assertThat(run(with(words, "--exit-code")).code()).isEqualTo(3);
  }

  @Test
  void saysWhichFileIsNoRequest() throws IOException {
    Path requests = Files.createDirectory(folder.resolve("requests"));
    Files.writeString(requests.resolve("a.json"), "[]");
    Ran ran =
        run("policy", "diff", source.toString(), source.toString(), "--on", requests.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("a.json:1:1", "a request, a test or a list of segments")
        .endsWith("a.json` is no input that can be judged\n");
  }

  @Test
  void judgesAnswersToolCallsAndCallersToo() throws IOException {
    Path before = Files.writeString(folder.resolve("before.pack"), GUARD);
    Path after =
        Files.writeString(
            folder.resolve("after.pack"),
            GUARD
                .replace("block \"payments.large\"", "escalate \"payments.large\"")
                .replace("identity(team == \"sales\")", "identity(team == \"legal\")")
                .replace("redact \"answers.mail\"", "flag \"answers.mail\"")
                .replace("flag \"words.seen\"", "flag \"words.noticed\""));
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    write(
        inputs.resolve("answer.yaml"),
        "input: {messages: [{role: user, content: hi}]}",
        "upstream_response: write to ana@example.com");
    write(
        inputs.resolve("call.yml"),
        "input:",
        "  tool_calls: [{id: c, name: pay, arguments: {amount: 20000}}]");
    write(
        inputs.resolve("caller.json"),
        "{\"input\": {\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}],",
        "  \"headers\": {\"X-Team-Id\": \"legal\"}}}");
    write(
        inputs.resolve("request.json"),
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"magic\"}]}");
    write(inputs.resolve("segments.yaml"), "phase: input", "segments: [{role: user, text: hi}]");
    Ran ran = run("policy", "diff", before.toString(), after.toString(), "--on", inputs.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "weakened  answer.yaml",
            "  before  redact by guard-rules (answers.mail)",
            "masks output /choices/0/message/content 9-24 pii.email by guard-rules as ",
            "weakened  call.yml",
            "  before  block by guard-rules (payments.large)",
            "  after   escalate by guard-rules (payments.large)",
            "tightened  caller.json",
            "  after   block by guard-rules (callers.refused)",
            "3 of 5 decisions differ")
        .doesNotContain("ana@example.com");
  }

  @Test
  void attestsWhatTheTestsOfThePackCameTo() throws IOException {
    Path tests = Files.createDirectory(folder.resolve("tests"));
    write(tests.resolve("small.yaml"), TEST.formatted("redacted"));
    Path attested = folder.resolve("attested.ktpack");
    Path again = folder.resolve("again.ktpack");
    Ran built = attest(attested);
    JsonNode json = JsonMapper.shared().readTree(attest(again, "--json").out());
    Ran text = run("policy", "inspect", attested.toString());
    JsonNode shown =
        JsonMapper.shared().readTree(run("policy", "inspect", attested.toString(), "--json").out());

    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.out()).endsWith("\n  tests     1 of 1 passed (drools)\n");
    assertThat(text.out()).contains("\n  tests     1 of 1 passed (drools)\n");
    assertThat(json.path("tests").toString())
        .isEqualTo("{\"total\":1,\"passed\":1,\"failed\":0,\"engine\":\"drools\"}")
        .isEqualTo(shown.path("tests").toString());
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(attested));
    assertThat(run("policy", "verify", attested.toString()).code()).isZero();
  }

  @Test
  void buildsNothingWhenATestFailsOrIsMissing() throws IOException {
    Path attested = folder.resolve("attested.ktpack");
    Ran without = attest(attested);
    Path tests = Files.createDirectory(folder.resolve("tests"));
    write(tests.resolve("small.yaml"), TEST.formatted("blocked"));
    Ran failing = attest(attested);
    write(tests.resolve("small.yaml"), TEST.formatted("bloked"));
    Ran wrong = attest(attested);

    assertThat(without.code()).isEqualTo(4);
    assertThat(without.err())
        .startsWith("kt: `" + source + "` has no tests to attest and is not built");
    assertThat(failing.code()).isEqualTo(3);
    assertThat(failing.out()).isEmpty();
    assertThat(failing.err())
        .contains("masks", "kt: 1 of 1 tests of `" + source + "` failed, and it is not built");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("bloked", "have errors, and it is not built");
    assertThat(attested).doesNotExist();
  }

  @Test
  void saysAsJsonWhatWasMadeAndSigned() {
    Path keys = folder.resolve("keys");
    JsonNode made =
        JsonMapper.shared()
            .readTree(run("policy", "keygen", "-o", keys.toString(), "--json").out());
    String secret = keys.resolve("pack-signing.key.pem").toString();
    JsonNode signed =
        JsonMapper.shared()
            .readTree(run("policy", "sign", "--key", secret, archive.toString(), "--json").out());
    JsonNode shown =
        JsonMapper.shared().readTree(run("policy", "inspect", archive.toString(), "--json").out());

    assertThat(made.path("private_key").asString()).isEqualTo(secret);
    assertThat(made.path("public_key").asString())
        .isEqualTo(keys.resolve("pack-signing.pub.pem").toString());
    assertThat(made.path("key_id").asString()).startsWith("sha256:");
    assertThat(signed.path("file").asString()).isEqualTo(archive.toString());
    assertThat(signed.path("name").asString()).isEqualTo("small");
    assertThat(signed.path("key_id")).isEqualTo(made.path("key_id"));
    assertThat(signed.path("plan_digest")).isEqualTo(shown.path("plan_digest"));
    assertThat(signed.path("claimed_keys")).isEqualTo(shown.path("claimed_keys"));
  }

  private Ran attest(Path target, String... more) {
    List<String> words =
        new ArrayList<>(List.of("policy", "build", "--attest-tests", "--file", source.toString()));
    words.addAll(List.of("-o", target.toString()));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines));
  }

  private static String[] with(String[] words, String more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = more;
    return all;
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(String... words) {
    CommandRun run = CommandRun.of(folder);
    int code = run.run(words);
    return new Ran(code, run.out(), run.err());
  }
}
