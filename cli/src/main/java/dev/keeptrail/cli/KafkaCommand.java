package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is asked about the sink for Kafka. */
@Command(
    name = "kafka",
    description = "Look after the topic of Apache Kafka that events are sent to.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "`kt gateway run --kafka <file>` sends what its ledger records: at least once, in order for",
      "each key, and never on the way of a request.",
      "",
      "Examples:",
      "  kt kafka check kafka.properties",
      "  kt kafka status",
      "",
      "Exit codes are those of the command.",
    })
final class KafkaCommand {}
