package dev.keeptrail.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that say where events go, and what cannot be taken. */
final class KafkaSettingsTest {
  private static final String NEEDED = "topic=events\nbootstrap.servers=127.0.0.1:9092\n";

  @TempDir private Path folder;

  private KafkaSettings read(String text, Map<String, String> environment) throws Exception {
    return KafkaSettings.read(
        Files.writeString(folder.resolve("kafka.properties"), text), environment);
  }

  @Test
  void secretsComeFromElsewhere() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "opened\n");
    KafkaSettings settings =
        read(
            NEEDED
                + """
                security.protocol = SASL_SSL
                sasl.mechanism = SCRAM-SHA-512
                sasl.jaas.config = org.apache.kafka.common.security.scram.ScramLoginModule required username="kt" password="${env:PASSWORD}";
                ssl.truststore.location = /etc/kafka/trust.jks
                ssl.truststore.password = ${file:%s}
                compression.type = gzip
                linger.ms = 20
                """
                    .formatted(file),
            Map.of("PASSWORD", "a\"b\\c"));
    assertThat(settings.client())
        .containsEntry("ssl.truststore.password", "opened")
        .containsEntry("linger.ms", "20")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true);
    assertThat(String.valueOf(settings.client().get("sasl.jaas.config")))
        .contains("password=\"a\\\"b\\\\c\";");
    assertThat(settings.toString()).isEqualTo("Kafka topic events");
    assertThat(settings.key()).isEqualTo(RecordKey.TENANT);
  }

  @Test
  void aReferenceWithoutAnEndIsRefused() throws Exception {
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless), "no such device here");
    assertThatThrownBy(
            () -> read(NEEDED + "ssl.truststore.password = ${file:" + endless + "}", Map.of()))
        .isInstanceOf(KafkaSinkException.class)
        .hasMessageContaining("`/dev/zero`, which is larger than any secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "bootstrap.servers=127.0.0.1:1 # `topic` is missing",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\ntrail= # `trail` is a topic",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nkey=colour # kafka.properties` line 3: `key`",
        "bootstrap.servers=nowhere.invalid:1\\n\\n! my\\ntopic = my topic # kafka.properties` line 4: `topic` cannot be `my topic`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\ntrail=.. # line 3: `trail` cannot be `..`",
        "topic=events # `bootstrap.servers` is missing",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nkey=colour # `key` is `event` or `gateway` or `tenant`, not `colour`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nstart=later # `start` is `beginning` or `now`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nlinger.mss=1 # there is no setting `linger.mss`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nacks=0 # `acks` cannot be set",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\ntransactional.id=t # `transactional.id` cannot be set",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\ninterceptor.classes=x.Y # `interceptor.classes` cannot be set",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nssl.key.password=hunter2 # `ssl.key.password` is a secret",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nssl.key.password=${env:NO} # the environment variable `NO`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nssl.key.password=${file:/no/such} # which cannot be read",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nssl.key.password=${vault:x} # begin with `env:` or `file:`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nssl.key.password=${env:A # without an end",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\nlinger.ms=soon # Kafka does not take",
        "topic=events\\nbootstrap.servers=nowhere # is a list of `host:port`",
        "topic=events\\nbootstrap.servers=127.0.0.1:1\\ncompression.type=zstd # `compression.type` is `none` or `gzip`",
      })
  void whatCannotBeTakenIsSaid(String text, String problem) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n"), Map.of()))
        .isInstanceOf(KafkaSinkException.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aFileThatIsNoneIsSaid() {
    assertThatThrownBy(() -> KafkaSettings.read(folder.resolve("none"), Map.of()))
        .hasMessageContaining("there is no file `");
    assertThatThrownBy(() -> read("topic=\\u00zz\n", Map.of()))
        .hasMessageContaining("cannot be read as a properties file");
  }

  @Test
  void howTopicsStandIsKept() throws Exception {
    var file = new StandingFile(folder);
    assertThat(file.read()).isEmpty();
    Standing one = Standing.fresh("one", 7).refusing(8, "evt_8");
    Standing other = Standing.fresh("other", 0).failing(Instant.EPOCH, "nobody is there");
    file.write(one);
    file.write(other);
    file.write(one.at(9));
    assertThat(file.read()).isEqualTo(Map.of("one", one.at(9), "other", other));
    for (String damaged :
        new String[] {"", "[]", "{\"one\": {\"failing_since\": \"noon\"}}", "{"}) {
      Files.writeString(folder.resolve(StandingFile.NAME), damaged);
      assertThatThrownBy(file::read)
          .isInstanceOf(KafkaSinkException.class)
          .hasMessageContaining("put it back from a copy");
    }
  }
}
