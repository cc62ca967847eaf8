package dev.keeptrail.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.kafka.KafkaSettings;
import dev.keeptrail.kafka.KafkaSinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a file of settings, reading it goes well or is refused with one clause: keys
 * of callers, secrets, prices, detectors, layers of packs, topics, what was spent.
 */
@Timeout(3_600)
final class DamagedSettingsFuzzTest {
  private static final int SHORT_ROUNDS = 6;
  private static final long SECONDS = Long.getLong("keeptrail.fuzz.seconds", 0);

  private static final List<String> PIECES =
      List.of(
          "null",
          "-1",
          "1e999999999",
          "99999999999999999999",
          "[[[[[[[[",
          "{\"a\":".repeat(2_000),
          "- ".repeat(2_000),
          "\\u0000",
          "\\uD800",
          "\u0000",
          "\u00ef\u00bb\u00bf",
          "\u00ff\u00fe",
          "&a [*a, *a]",
          "!!java.net.URL [http://127.0.0.1]",
          "<<: *base",
          "${env:HOME}",
          "'",
          "\"",
          "\\",
          "\r",
          "\t",
          "%",
          ": ",
          "#",
          "true",
          "[]",
          "{}",
          "9999999999h",
          "x".repeat(70_000));

  @TempDir private Path folder;

  /** Reads a file, and says what came of it; an error where it did so in a way that is wrong. */
  @FunctionalInterface
  private interface Reading {
    String read(Path file) throws Exception;
  }

  /**
   * @param accepted what is said when the file is as it should be
   */
  private record Subject(String name, String text, String accepted, Reading reading) {}

  private CommandRun run() {
    return CommandRun.of(folder.resolve("home"));
  }

  /** A command ends with a documented code, and never says that something is our fault. */
  private Reading command(String... words) {
    return file -> {
      CommandRun run = run();
      List<String> line = new ArrayList<>();
      for (String word : words) {
        line.add(word.replace("FILE", file.toString()));
      }
      int code = run.run(line.toArray(String[]::new));
      String said = run.out() + run.err();
      assertThat(code).as(said).isBetween(0, 3);
      assertThat(said).doesNotContain("internal error", "Exception");
      return said;
    };
  }

  private List<Subject> subjects() throws Exception {
    CommandRun key = run();
    assertThat(key.run("auth", "token", "create", "--name", "ana", "--team", "blue")).isZero();
    CommandRun secret = run().withInput("sk-unreal");
    assertThat(secret.run("secrets", "set", "openai-key")).isZero();
    Path home = folder.resolve("home");
    Path pack = Path.of("../packs/audit-trail-example/policy-config.yaml");
    Path text = Files.writeString(folder.resolve("text.txt"), "write to ana@example.com");
    return List.of(
        new Subject(
            "home/keys.json",
            Files.readString(home.resolve("keys.json")),
            "ana",
            command("auth", "token", "list")),
        new Subject(
            "home/secrets.json",
            Files.readString(home.resolve("secrets.json")),
            "openai-key",
            command("secrets", "list")),
        new Subject(
            "prices.json",
            "{\"effective_date\": \"2026-04-01\", \"source\": \"a list\", \"models\": {\"m\": {\"input\": 2.50,"
                + " \"cached_input\": 0.25, \"output\": 15.00, \"max_output\": 128000}}}",
            "prices.json can be read",
            command("doctor", "--prices", "FILE", "--listen", "127.0.0.1:0")),
        new Subject(
            "detectors.yaml",
            """
            detectors:
              - name: names
                provider: presidio
                base_url: http://127.0.0.1:1
                timeout_ms: 1
                sources: [user, document]
                entities: {PERSON: pii.name, LOCATION: pii.location}
            """,
            "names@1: ",
            command("detect", "scan", "--detectors", "FILE", text.toString())),
        new Subject(
            "layer.yaml",
            """
            providers:
              targets:
                - {id: openai-primary, provider: openai, model: gpt-4o, base_url: "https://llm.example.com/v1"}
            policy:
              pii-detector: {action: block}
            """,
            "https://llm.example.com/v1",
            command("policy", "plan", "--file", pack.toString(), "--file", "FILE")),
        new Subject(
            "kafka.properties",
            """
            bootstrap.servers=127.0.0.1:1
            topic=events
            security.protocol=SASL_SSL
            sasl.jaas.config=${env:JAAS}
            start=now
            """,
            "events",
            file -> {
              try {
                String shown = KafkaSettings.read(file, Map.of("JAAS", "unreal")).toString();
                assertThat(shown).doesNotContain("unreal");
                return shown;
              } catch (KafkaSinkException refused) {
                return clause(refused);
              }
            }),
        new Subject(
            "spending.log",
            "2026-12\t1200000000\tteam:blue\n2026-12\t2400000000\tkey:key_0123456789abcdef\n",
            "is open",
            file -> {
              try (Budgets budgets = Budgets.open(file, Clock.systemUTC())) {
                assertThat(budgets).isNotNull();
                return "is open";
              } catch (IOException refused) {
                return clause(refused);
              }
            }));
  }

  private static String clause(Exception refused) {
    String message = refused.getMessage();
    assertThat(message).as(refused.toString()).isNotBlank();
    return "refused: " + message;
  }

  private static String mutated(String text, Random random) {
    var bytes = new StringBuilder(text);
    int times = 1 + random.nextInt(4);
    for (int time = 0; time < times; time++) {
      int at = random.nextInt(bytes.length() + 1);
      int end = Math.min(bytes.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> bytes.replace(at, end, "");
        case 1 -> bytes.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> bytes.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        case 3 -> bytes.insert(at, bytes.substring(at, end).repeat(1 + random.nextInt(3)));
        case 4 -> bytes.replace(at, end, String.valueOf((char) random.nextInt(256)));
        default -> bytes.setLength(at);
      }
    }
    return bytes.toString();
  }

  @Test
  void isReadOrRefusedAndNothingElse() throws Exception {
    List<Subject> subjects = subjects();
    Long only = Long.getLong("keeptrail.fuzz.seed");
    long end = System.nanoTime() + SECONDS * 1_000_000_000;
    List<String> failures = new ArrayList<>();
    for (Subject subject : subjects) {
      Path file = folder.resolve(subject.name());
      Files.writeString(file, subject.text());
      assertThat(subject.reading().read(file)).as(subject.name()).contains(subject.accepted());
    }
    int round = 0;
    do {
      for (Subject subject : subjects) {
        long seed =
            only != null ? only : SECONDS == 0 ? round : ThreadLocalRandom.current().nextLong();
        Path file = folder.resolve(subject.name());
        Files.writeString(file, mutated(subject.text(), new Random(seed)), ISO_8859_1);
        String wrong = tried(subject, file);
        if (!wrong.isEmpty()) {
          failures.add("-Dkeeptrail.fuzz.seed=%d, %s: %s".formatted(seed, subject.name(), wrong));
        }
        Files.writeString(file, subject.text());
      }
      round++;
    } while (only == null
        && failures.size() < 20
        && (SECONDS == 0 ? round < SHORT_ROUNDS : System.nanoTime() < end));
    assertThat(failures).isEmpty();
  }

  private static String tried(Subject subject, Path file) throws Exception {
    try {
      assertThat(subject.reading().read(file)).isNotNull();
      return "";
    } catch (RuntimeException | Error fault) {
      return fault + " at " + fault.getStackTrace()[0];
    }
  }
}
