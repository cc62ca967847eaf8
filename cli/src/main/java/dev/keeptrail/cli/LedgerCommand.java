package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with the ledger as a whole. */
@Command(
    name = "ledger",
    description = "Check and prove what was recorded.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt ledger verify",
      "  kt ledger checkpoint > yesterday.checkpoint",
      "",
      "Exit codes are those of the command.",
    })
final class LedgerCommand {}
