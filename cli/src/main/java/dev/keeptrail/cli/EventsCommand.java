package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with recorded decisions. */
@Command(
    name = "events",
    description = "Look at what was decided.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt events tail --limit 5",
      "  kt events stats --by reason",
      "",
      "Exit codes are those of the command.",
    })
final class EventsCommand {}
