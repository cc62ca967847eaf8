package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** The older name of {@link GatewayCommand}; kept working, not shown. */
@Command(
    name = "proxy",
    hidden = true,
    description = "The older name of `kt gateway`.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt gateway run --policy-config policy-config.yaml",
      "",
      "Exit codes are those of the command.",
    })
final class ProxyCommand {}
