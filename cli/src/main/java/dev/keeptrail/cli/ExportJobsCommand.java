package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Exports that can be stopped and gone on with. */
@Command(
    name = "export-jobs",
    description = "Make large exports that can be stopped and gone on with.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt export-jobs create --format csv --since 30d",
      "  kt export-jobs list",
      "",
      "Exit codes are those of the command.",
    })
final class ExportJobsCommand {}
