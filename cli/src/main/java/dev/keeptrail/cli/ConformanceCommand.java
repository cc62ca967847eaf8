package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what holds engines against the suite of golden cases. */
@Command(
    name = "conformance",
    description = "Hold an engine against the suite of golden cases.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt conformance run",
      "  kt conformance run --engine reference",
      "  kt conformance hunt --count 5000",
      "",
      "Exit codes are those of the command.",
    })
final class ConformanceCommand {}
