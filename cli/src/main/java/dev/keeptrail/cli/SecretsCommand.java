package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done about secrets that the installation keeps. */
@Command(
    name = "secrets",
    description = "Keep secrets that packs refer to with `{store: name}`.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "They are sealed in `secrets.json` in KEEPTRAIL_HOME with the key in KEEPTRAIL_SECRETS_KEY, in",
      "the file that KEEPTRAIL_SECRETS_KEY_FILE names, or in `secrets.key` beside them. No command",
      "prints one.",
      "",
      "Examples:",
      "  kt secrets set openai-key < openai-key.txt",
      "  kt secrets list",
      "",
      "Exit codes are those of the command.",
    })
final class SecretsCommand {}
