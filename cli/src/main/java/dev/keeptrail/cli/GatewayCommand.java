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
      "  kt gateway status",
      "  kt gateway diff policy-config.yaml",
      "  kt gateway reload",
      "",
      "Exit codes are those of the command.",
    })
final class GatewayCommand {}
