package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with callers' keys. */
@Command(
    name = "token",
    description = "Make, list and take back the keys of callers.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Examples:",
      "  kt auth token create --name billing-app --team billing --expires 90d",
      "  kt auth token list",
      "  kt auth token revoke key_0123456789abcdef",
      "",
      "Exit codes are those of the command.",
    })
final class AuthTokenCommand {}
