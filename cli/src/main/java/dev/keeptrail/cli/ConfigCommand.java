package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is asked of a configuration. */
@Command(
    name = "config",
    description = "Show what a configuration comes to.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt config show",
      "  kt config show --file policy-config.yaml --file production.yaml --json",
      "",
      "Exit codes are those of the command.",
    })
final class ConfigCommand {}
