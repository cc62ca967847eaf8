package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the sink for Kafka, and of files that cannot be used. */
final class KafkaCommandsTest {
  @TempDir Path home;

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  private void standing(String standing) throws Exception {
    Files.writeString(home.resolve("ledger").resolve("kafka.json"), standing);
  }

  @Test
  void saysHowFarTopicsHaveGot() throws Exception {
    assertThat(kt(0, "kafka", "status").err()).contains("nothing was sent");
    assertThat(kt(0, "kafka", "status", "--json").out().strip()).isEqualTo("[]");

    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_1"));
      store.append(SmallEvents.allowed("evt_2"));
    }
    standing("{\"good\":{\"position\":2,\"refused\":1,\"last_refused\":\"evt_1\"}}");
    assertThat(kt(0, "kafka", "status").out())
        .isEqualTo(
            "good: at record 2, up to date, 0 sent, 1 too large for its brokers (the last one evt_1)\n");
    assertThat(kt(0, "doctor", "--listen", "127.0.0.1:0").out())
        .contains("1 event was too large, the last one evt_1");

    standing(
        "{\"bad\":{\"position\":1,\"failing_since\":\"2026-01-01T00:00:00Z\","
            + "\"problem\":\"nobody \\u001b[31m answers\"}}");
    assertThat(kt(0, "kafka", "status").out())
        .contains(
            "bad: at record 1, 1 behind, 0 sent; failing since 2026-01-01T00:00:00Z: nobody \\u{1b}");
    assertThat(kt(0, "kafka", "status", "--json").out())
        .contains("\"behind\": 1", "\"failing_since\": \"2026-01-01T00:00:00Z\"");
    assertThat(kt(0, "doctor", "--listen", "127.0.0.1:0").out())
        .contains("warning  kafka", "bad is at record 1, 1 behind");

    standing("{\"holed\":{\"position\":2,\"unreadable\":1,\"last_unreadable\":\"evt_2\"}}");
    assertThat(kt(0, "kafka", "status").out())
        .contains("0 sent, 1 passed over that cannot be read (the last one evt_2)");
    assertThat(kt(0, "kafka", "status", "--json").out()).contains("\"unreadable\": 1");
    assertThat(kt(0, "doctor", "--listen", "127.0.0.1:0").out())
        .contains("1 record could not be read and was passed over, the last one evt_2");

    standing("{");
    assertThat(kt(1, "kafka", "status").err()).contains("put it back from a copy");
    assertThat(kt(3, "doctor").out()).contains("failed   kafka");
  }

  @Test
  void filesThatCannotBeUsedAreRefusedBeforeAnythingStarts() throws Exception {
    Path file = Files.writeString(home.resolve("kafka.properties"), "topic=events\n");
    assertThat(kt(1, "kafka", "check", file.toString()).err())
        .contains("`bootstrap.servers` is missing");
    assertThat(kt(1, "kafka", "check", "none.properties").err())
        .contains("there is no file `none.properties`");
    Path pack =
        Files.writeString(
            home.resolve("policy-config.yaml"),
            """
            pack: {name: small, version: 1.0.0}
            providers: {targets: [{id: primary, provider: simulated}]}
            policies: {chain: [audit-logger]}
            """);
    assertThat(
            kt(
                    1,
                    "gateway",
                    "run",
                    "--policy-config",
                    pack.toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--kafka",
                    file.toString())
                .err())
        .contains("`bootstrap.servers` is missing");
    assertThat(Files.exists(home.resolve("ledger"))).isFalse();
  }
}
