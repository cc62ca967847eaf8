package dev.keeptrail.cli;

import picocli.CommandLine.Command;

/** Groups what is done with webhooks. */
@Command(
    name = "webhook",
    description = "Have events sent to an address as they are recorded.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "A running gateway sends what its ledger records: signed (Standard Webhooks), in order, at",
      "least once, and never on the way of a request.",
      "",
      "Examples:",
      "  kt webhook create --url https://hooks.example.com/keeptrail --events event.blocked",
      "  kt webhook list",
      "  kt webhook test wh_0123456789abcdef",
      "  kt webhook deliveries wh_0123456789abcdef --state dead",
      "",
      "Exit codes are those of the command.",
    })
final class WebhookCommand {}
