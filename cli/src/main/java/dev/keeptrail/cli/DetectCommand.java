package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what shows detectors at work, without a pack. */
@Command(
    name = "detect",
    description = "See what the detectors find, and how well.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt detect scan notes.txt",
      "  kt detect list",
      "  kt detect eval --data ../corpora",
      "",
      "Exit codes are those of the command.",
    })
final class DetectCommand {}
