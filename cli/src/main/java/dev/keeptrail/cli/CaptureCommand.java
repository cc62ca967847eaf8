package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** {@code kt capture}: only its sub-commands do something. */
@Command(
    name = "capture",
    description = "Make captures of traffic that was logged elsewhere.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt capture import --format litellm --output traffic.jsonl litellm.jsonl",
      "  kt replay --pack policy-config.yaml --baseline empty.yaml --input traffic.jsonl",
      "",
      "Exit codes are those of the command.",
    })
final class CaptureCommand {}
