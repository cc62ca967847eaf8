package dev.keeptrail.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts the commands together. When the first argument names a command, only that one is built:
 * reading the annotations of all of them would cost a cold start more than the work itself.
 */
final class CommandTree {
  private static final int HELP_WIDTH = 100;
  private static final int NARROWEST_HELP = 60;

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("demo", DemoCommand::new),
          new Entry("init", InitCommand::new),
          new Entry("policy", CommandTree::policy),
          new Entry("config", CommandTree::config),
          new Entry("bench", BenchCommand::new),
          new Entry("gateway", CommandTree::gateway),
          new Entry("proxy", CommandTree::proxy),
          new Entry("auth", CommandTree::auth),
          new Entry("secrets", CommandTree::secrets),
          new Entry("console", ConsoleCommand::new),
          new Entry("events", CommandTree::events),
          new Entry("escalation", CommandTree::escalation),
          new Entry("evidence", CommandTree::evidence),
          new Entry("export-jobs", CommandTree::exportJobs),
          new Entry("ledger", CommandTree::ledger),
          new Entry("webhook", CommandTree::webhook),
          new Entry("kafka", CommandTree::kafka),
          new Entry("capture", CommandTree::capture),
          new Entry("replay", ReplayCommand::new),
          new Entry("repl", ReplCommand::new),
          new Entry("detect", CommandTree::detect),
          new Entry("conformance", CommandTree::conformance),
          new Entry("doctor", DoctorCommand::new),
          new Entry("lsp", LspCommand::new),
          new Entry("schema", SchemaCommand::new),
          new Entry("completion", CompletionCommand::new),
          new Entry("help", HelpCommand::new));

  private CommandTree() {}

  /** The tree as far as these arguments need it. */
  static CommandLine build(Invocation invocation, ProblemPrinter problems, String... arguments) {
    List<Entry> wanted =
        ENTRIES.stream()
            .filter(entry -> arguments.length > 0 && entry.name().equals(arguments[0]))
            .toList();
    return assemble(
        invocation, problems, wanted.isEmpty() || isAboutAll(wanted) ? ENTRIES : wanted);
  }

  /** The whole tree. */
  static CommandLine complete(Invocation invocation) {
    return assemble(invocation, new ProblemPrinter(invocation), ENTRIES);
  }

  private static boolean isAboutAll(List<Entry> wanted) {
    return wanted.stream().anyMatch(entry -> entry.name().equals("help"));
  }

  private static CommandLine assemble(
      Invocation invocation, ProblemPrinter problems, List<Entry> entries) {
    var root = new CommandLine(new Kt(invocation));
    for (Entry entry : entries) {
      root.addSubcommand(entry.name(), entry.command().apply(invocation));
    }
    root.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the versions of Keeptrail and of the JDK.")
                .build());
    addHelp(root);
    configure(root, invocation, problems);
    CommandListSection.install(root);
    return root;
  }

  private static CommandLine policy(Invocation invocation) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyLintCommand(invocation))
        .addSubcommand(new PolicyFmtCommand(invocation))
        .addSubcommand(new PolicyConvertCommand(invocation))
        .addSubcommand(new PolicyPlanCommand(invocation))
        .addSubcommand(new PolicyShowCommand(invocation))
        .addSubcommand(new PolicyTestCommand(invocation))
        .addSubcommand(new PolicyCoverageCommand(invocation))
        .addSubcommand(new PolicyMutateCommand(invocation))
        .addSubcommand(new PolicyExplainCommand(invocation))
        .addSubcommand(new PolicyMaskCommand(invocation))
        .addSubcommand(new PolicyDiffCommand(invocation))
        .addSubcommand(new PolicyBuildCommand(invocation))
        .addSubcommand(new PolicySignCommand(invocation))
        .addSubcommand(new PolicyVerifyCommand(invocation))
        .addSubcommand(new PolicyInspectCommand(invocation))
        .addSubcommand(new PolicyKeygenCommand(invocation));
  }

  private static CommandLine config(Invocation invocation) {
    return new CommandLine(new ConfigCommand()).addSubcommand(new ConfigShowCommand(invocation));
  }

  private static CommandLine gateway(Invocation invocation) {
    return new CommandLine(new GatewayCommand())
        .addSubcommand(new GatewayRunCommand(invocation))
        .addSubcommand(new GatewayStatusCommand(invocation))
        .addSubcommand(new GatewayDiffCommand(invocation))
        .addSubcommand(new GatewayReloadCommand(invocation))
        .addSubcommand(new GatewayRevertCommand(invocation))
        .addSubcommand(new GatewayInstallCommand(invocation))
        .addSubcommand(new GatewayStartCommand(invocation))
        .addSubcommand(new GatewayStopCommand(invocation))
        .addSubcommand(new GatewayUninstallCommand(invocation));
  }

  private static CommandLine proxy(Invocation invocation) {
    return new CommandLine(new ProxyCommand()).addSubcommand(new GatewayRunCommand(invocation));
  }

  private static CommandLine auth(Invocation invocation) {
    return new CommandLine(new AuthCommand())
        .addSubcommand(
            new CommandLine(new AuthTokenCommand())
                .addSubcommand(new AuthTokenCreateCommand(invocation))
                .addSubcommand(new AuthTokenListCommand(invocation))
                .addSubcommand(new AuthTokenRevokeCommand(invocation)));
  }

  private static CommandLine secrets(Invocation invocation) {
    return new CommandLine(new SecretsCommand())
        .addSubcommand(new SecretsSetCommand(invocation))
        .addSubcommand(new SecretsListCommand(invocation))
        .addSubcommand(new SecretsRemoveCommand(invocation));
  }

  private static CommandLine events(Invocation invocation) {
    return new CommandLine(new EventsCommand())
        .addSubcommand(new EventsTailCommand(invocation))
        .addSubcommand(new EventsShowCommand(invocation))
        .addSubcommand(new EventsStatsCommand(invocation))
        .addSubcommand(new EventsShadowCommand(invocation))
        .addSubcommand(new EventsExportCommand(invocation))
        .addSubcommand(new EventsTrailCommand(invocation))
        .addSubcommand(new EventsWhyCommand(invocation));
  }

  private static CommandLine evidence(Invocation invocation) {
    return new CommandLine(new EvidenceCommand())
        .addSubcommand(new EvidenceCreateCommand(invocation))
        .addSubcommand(new EvidenceVerifyCommand(invocation))
        .addSubcommand(new EvidenceShowCommand(invocation));
  }

  private static CommandLine escalation(Invocation invocation) {
    return new CommandLine(new EscalationCommand())
        .addSubcommand(new EscalationListCommand(invocation))
        .addSubcommand(new EscalationShowCommand(invocation))
        .addSubcommand(new EscalationClaimCommand(invocation))
        .addSubcommand(new EscalationUnclaimCommand(invocation))
        .addSubcommand(new EscalationResolveCommand(invocation));
  }

  private static CommandLine exportJobs(Invocation invocation) {
    return new CommandLine(new ExportJobsCommand())
        .addSubcommand(new ExportJobsCreateCommand(invocation))
        .addSubcommand(new ExportJobsListCommand(invocation))
        .addSubcommand(new ExportJobsGetCommand(invocation))
        .addSubcommand(new ExportJobsDownloadCommand(invocation));
  }

  private static CommandLine ledger(Invocation invocation) {
    return new CommandLine(new LedgerCommand())
        .addSubcommand(new LedgerVerifyCommand(invocation))
        .addSubcommand(new LedgerCheckpointCommand(invocation))
        .addSubcommand(new LedgerProveCommand(invocation))
        .addSubcommand(new LedgerCheckCommand(invocation))
        .addSubcommand(new LedgerKeysCommand(invocation))
        .addSubcommand(new LedgerPruneCommand(invocation))
        .addSubcommand(new LedgerHoldCommand(invocation))
        .addSubcommand(new LedgerBackupCommand(invocation))
        .addSubcommand(new LedgerRestoreCommand(invocation));
  }

  private static CommandLine webhook(Invocation invocation) {
    return new CommandLine(new WebhookCommand())
        .addSubcommand(new WebhookCreateCommand(invocation))
        .addSubcommand(new WebhookListCommand(invocation))
        .addSubcommand(new WebhookGetCommand(invocation))
        .addSubcommand(new WebhookUpdateCommand(invocation))
        .addSubcommand(new WebhookDeleteCommand(invocation))
        .addSubcommand(new WebhookTestCommand(invocation))
        .addSubcommand(new WebhookRotateSecretCommand(invocation))
        .addSubcommand(new WebhookDeliveriesCommand(invocation))
        .addSubcommand(new WebhookRedeliverCommand(invocation));
  }

  private static CommandLine kafka(Invocation invocation) {
    return new CommandLine(new KafkaCommand())
        .addSubcommand(new KafkaCheckCommand(invocation))
        .addSubcommand(new KafkaStatusCommand(invocation));
  }

  private static CommandLine capture(Invocation invocation) {
    return new CommandLine(new CaptureCommand())
        .addSubcommand(new CaptureImportCommand(invocation))
        .addSubcommand(new CaptureExportCommand(invocation));
  }

  private static CommandLine detect(Invocation invocation) {
    return new CommandLine(new DetectCommand())
        .addSubcommand(new DetectScanCommand(invocation))
        .addSubcommand(new DetectListCommand(invocation))
        .addSubcommand(new DetectEvalCommand(invocation));
  }

  private static CommandLine conformance(Invocation invocation) {
    return new CommandLine(new ConformanceCommand())
        .addSubcommand(new ConformanceRunCommand(invocation))
        .addSubcommand(new ConformanceHuntCommand(invocation))
        .addSubcommand(new ConformanceServeCommand(invocation));
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    command.getSubcommands().values().forEach(CommandTree::addHelp);
  }

  private static void configure(CommandLine root, Invocation invocation, ProblemPrinter problems) {
    root.setOut(new PrintWriter(invocation.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(invocation.colour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(
            Math.clamp(FittedTable.width(invocation, HELP_WIDTH), NARROWEST_HELP, HELP_WIDTH))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(problems)
        .setExecutionExceptionHandler(problems);
  }

  private record Entry(String name, Function<Invocation, Object> command) {}
}
