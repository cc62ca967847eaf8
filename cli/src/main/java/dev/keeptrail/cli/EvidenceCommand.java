package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with evidence bundles. */
@Command(
    name = "evidence",
    description = "Make and check bundles of recorded events that prove themselves.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt evidence create --since 24h --reason \"incident 17\" --output incident-17.zip",
      "  kt evidence verify incident-17.zip --key ledger.keys",
      "",
      "Exit codes are those of the command.",
    })
final class EvidenceCommand {}
