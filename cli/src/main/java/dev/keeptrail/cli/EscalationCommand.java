package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what people do about escalated requests. */
@Command(
    name = "escalation",
    description = "Look at what waits for a person, and decide.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt escalation list",
      "  kt escalation resolve esc_01KAR3V0000000000000000000 --outcome approved --reason \"seen\"",
      "",
      "Exit codes are those of the command.",
    })
final class EscalationCommand {}
