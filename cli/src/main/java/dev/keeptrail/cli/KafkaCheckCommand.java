package dev.keeptrail.cli;

import dev.keeptrail.kafka.KafkaSettings;
import dev.keeptrail.kafka.KafkaSink;
import dev.keeptrail.kafka.KafkaSinkException;
import dev.keeptrail.language.json.JsonWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries settings without sending anything. */
@Command(
    name = "check",
    description = "Check a properties file, and ask its brokers for the topic.",
    footer = {
      "",
      "Nothing is sent.",
      "",
      "Examples:",
      "  kt kafka check kafka.properties",
      "  kt kafka check kafka.properties --json",
      "",
      "Exit codes:",
      "  0    the brokers answer, and have the topic",
      "  1    the command line or the file is wrong",
      "  3    the brokers do not answer, or there is no such topic for this user",
    })
final class KafkaCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<file>", description = "The properties file.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  private final Invocation invocation;

  KafkaCheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    KafkaSettings settings = EventSinks.read(file, invocation);
    JsonWriter report = JsonWriter.indented().beginArray();
    topic(settings, settings.topic(), report);
    if (settings.trail().isPresent()) {
      topic(settings, settings.trail().get(), report);
    }
    if (json) {
      invocation.out().println(report.endArray());
    }
    return ExitCode.OK;
  }

  private void topic(KafkaSettings settings, String topic, JsonWriter report)
      throws CommandFailedException {
    try {
      int partitions = KafkaSink.partitions(settings, topic);
      if (json) {
        report.beginObject().name("topic").value(topic);
        report.name("partitions").value(partitions).endObject();
        return;
      }
      invocation
          .out()
          .printf(
              "the topic `%s` is there, with %d %s%n",
              topic, partitions, partitions == 1 ? "partition" : "partitions");
    } catch (KafkaSinkException unusable) {
      throw new CommandFailedException(
          ExitCode.EXPECTATION_FAILED,
          "the topic `%s` cannot be used: %s".formatted(topic, unusable.getMessage()),
          "a gateway waits until it can");
    }
  }
}
