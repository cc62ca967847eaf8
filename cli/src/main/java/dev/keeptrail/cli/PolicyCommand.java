package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with packs before they serve. */
@Command(
    name = "policy",
    description = "Check a pack and show what it means.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt policy lint --file policy-config.yaml",
      "  kt policy fmt --check .",
      "  kt policy plan --file policy-config.yaml",
      "",
      "Exit codes are those of the command.",
    })
final class PolicyCommand {}
