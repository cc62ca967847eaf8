package dev.keeptrail.cli;

import static dev.keeptrail.cli.CommandNode.group;
import static dev.keeptrail.cli.CommandNode.leaf;

import java.util.List;

/**
 * Every command, in the order in which help lists them. Names nothing of picocli's, whose classes
 * are in too old a format for a start-up cache, so that these references to constructors are in it.
 */
final class CommandList {
  static final List<CommandNode> COMMANDS =
      List.of(
          leaf("demo", DemoCommand::new),
          leaf("init", InitCommand::new),
          group(
              "policy",
              PolicyCommand::new,
              leaf("lint", PolicyLintCommand::new),
              leaf("fmt", PolicyFmtCommand::new),
              leaf("convert", PolicyConvertCommand::new),
              leaf("plan", PolicyPlanCommand::new),
              leaf("show", PolicyShowCommand::new),
              leaf("test", PolicyTestCommand::new),
              leaf("coverage", PolicyCoverageCommand::new),
              leaf("mutate", PolicyMutateCommand::new),
              leaf("explain", PolicyExplainCommand::new),
              leaf("mask", PolicyMaskCommand::new),
              leaf("diff", PolicyDiffCommand::new),
              leaf("build", PolicyBuildCommand::new),
              leaf("sign", PolicySignCommand::new),
              leaf("verify", PolicyVerifyCommand::new),
              leaf("inspect", PolicyInspectCommand::new),
              leaf("keygen", PolicyKeygenCommand::new)),
          group("config", ConfigCommand::new, leaf("show", ConfigShowCommand::new)),
          leaf("bench", BenchCommand::new),
          group(
              "gateway",
              GatewayCommand::new,
              leaf("run", GatewayRunCommand::new),
              leaf("status", GatewayStatusCommand::new),
              leaf("diff", GatewayDiffCommand::new),
              leaf("reload", GatewayReloadCommand::new),
              leaf("revert", GatewayRevertCommand::new),
              leaf("install", GatewayInstallCommand::new),
              leaf("start", GatewayStartCommand::new),
              leaf("stop", GatewayStopCommand::new),
              leaf("uninstall", GatewayUninstallCommand::new)),
          group("proxy", ProxyCommand::new, leaf("run", GatewayRunCommand::new)),
          group(
              "auth",
              AuthCommand::new,
              group(
                  "token",
                  AuthTokenCommand::new,
                  leaf("create", AuthTokenCreateCommand::new),
                  leaf("list", AuthTokenListCommand::new),
                  leaf("revoke", AuthTokenRevokeCommand::new))),
          group(
              "secrets",
              SecretsCommand::new,
              leaf("set", SecretsSetCommand::new),
              leaf("list", SecretsListCommand::new),
              leaf("remove", SecretsRemoveCommand::new)),
          leaf("console", ConsoleCommand::new),
          leaf("doctor", DoctorCommand::new),
          group(
              "events",
              EventsCommand::new,
              leaf("tail", EventsTailCommand::new),
              leaf("show", EventsShowCommand::new),
              leaf("stats", EventsStatsCommand::new),
              leaf("shadow", EventsShadowCommand::new),
              leaf("export", EventsExportCommand::new),
              leaf("trail", EventsTrailCommand::new),
              leaf("why", EventsWhyCommand::new)),
          group(
              "escalation",
              EscalationCommand::new,
              leaf("list", EscalationListCommand::new),
              leaf("show", EscalationShowCommand::new),
              leaf("claim", EscalationClaimCommand::new),
              leaf("unclaim", EscalationUnclaimCommand::new),
              leaf("resolve", EscalationResolveCommand::new)),
          group(
              "evidence",
              EvidenceCommand::new,
              leaf("create", EvidenceCreateCommand::new),
              leaf("verify", EvidenceVerifyCommand::new),
              leaf("show", EvidenceShowCommand::new)),
          group(
              "export-jobs",
              ExportJobsCommand::new,
              leaf("create", ExportJobsCreateCommand::new),
              leaf("list", ExportJobsListCommand::new),
              leaf("get", ExportJobsGetCommand::new),
              leaf("download", ExportJobsDownloadCommand::new),
              leaf("cancel", ExportJobsCancelCommand::new)),
          group(
              "ledger",
              LedgerCommand::new,
              leaf("verify", LedgerVerifyCommand::new),
              leaf("checkpoint", LedgerCheckpointCommand::new),
              leaf("prove", LedgerProveCommand::new),
              leaf("check", LedgerCheckCommand::new),
              leaf("keys", LedgerKeysCommand::new),
              leaf("prune", LedgerPruneCommand::new),
              leaf("hold", LedgerHoldCommand::new),
              leaf("backup", LedgerBackupCommand::new),
              leaf("restore", LedgerRestoreCommand::new)),
          group(
              "webhook",
              WebhookCommand::new,
              leaf("create", WebhookCreateCommand::new),
              leaf("list", WebhookListCommand::new),
              leaf("get", WebhookGetCommand::new),
              leaf("update", WebhookUpdateCommand::new),
              leaf("delete", WebhookDeleteCommand::new),
              leaf("test", WebhookTestCommand::new),
              leaf("rotate-secret", WebhookRotateSecretCommand::new),
              leaf("deliveries", WebhookDeliveriesCommand::new),
              leaf("redeliver", WebhookRedeliverCommand::new)),
          group(
              "kafka",
              KafkaCommand::new,
              leaf("check", KafkaCheckCommand::new),
              leaf("status", KafkaStatusCommand::new)),
          group(
              "capture",
              CaptureCommand::new,
              leaf("import", CaptureImportCommand::new),
              leaf("export", CaptureExportCommand::new)),
          leaf("replay", ReplayCommand::new),
          leaf("repl", ReplCommand::new),
          group(
              "detect",
              DetectCommand::new,
              leaf("scan", DetectScanCommand::new),
              leaf("list", DetectListCommand::new),
              leaf("eval", DetectEvalCommand::new)),
          group(
              "conformance",
              ConformanceCommand::new,
              leaf("run", ConformanceRunCommand::new),
              leaf("hunt", ConformanceHuntCommand::new),
              leaf("serve", ConformanceServeCommand::new)),
          leaf("lsp", LspCommand::new),
          leaf("schema", SchemaCommand::new),
          leaf("completion", CompletionCommand::new),
          leaf("help", HelpCommand::new));

  private CommandList() {}
}
