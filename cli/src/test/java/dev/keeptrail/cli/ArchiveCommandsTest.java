package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("a.json` is no request: the body must be a JSON object");
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
