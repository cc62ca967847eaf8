package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done about who may ask a gateway. */
@Command(
    name = "auth",
    description = "Say who may ask a gateway.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt auth token create --name billing-app --team billing",
      "  kt auth token list",
      "",
      "Exit codes are those of the command.",
    })
final class AuthCommand {}
