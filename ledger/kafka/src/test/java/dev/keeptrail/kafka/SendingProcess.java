package dev.keeptrail.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A sink in a process of its own, which can be killed. */
final class SendingProcess {
  private SendingProcess() {}

  static Process start(Path ledger, String broker, String topic) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            SendingProcess.class.getName(),
            ledger.toString(),
            broker,
            topic)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    KafkaSettings settings =
        KafkaSettings.of(
            Map.of("bootstrap.servers", arguments[1], "topic", arguments[2]), Map.of());
    try (KafkaSink _ =
        KafkaSink.start(Path.of(arguments[0]), settings, Clock.systemUTC(), () -> true)) {
      Thread.currentThread().join();
    }
  }
}
