package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** {@code kt capture}: only its sub-commands do something. */
@Command(
    name = "capture",
    description = "Bring captures in from logs, and take them elsewhere.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt capture import --format litellm --output traffic.jsonl litellm.jsonl",
      "  kt capture export --since 30d --output month.parquet",
      "  kt replay --pack policy-config.yaml --baseline empty.yaml --input traffic.jsonl",
      "",
      "Exit codes are those of the command.",
    })
final class CaptureCommand {}
