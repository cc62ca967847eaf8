package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with gateways. */
@Command(
    name = "gateway",
    description = "Serve a pack in front of model traffic.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt gateway run --policy-config policy-config.yaml",
      "",
      "Exit codes are those of the command.",
    })
final class GatewayCommand {}
