package dev.keeptrail.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command: only sub-commands do something. */
@Command(
    name = "kt",
    description = "Policy as code for LLM traffic, with the audit trail on the decision path.",
    synopsisSubcommandLabel = "<command>",
    footer = {
      "",
      "Start here:",
      "  kt demo                                       see it work, without a key or a network",
      "  kt init                                       write a pack to start from",
      "  kt policy lint --file policy-config.yaml      check a pack",
      "  kt gateway run --policy-config policy-config.yaml",
      "  kt events tail --limit 5                      what was decided",
      "",
      "`kt <command> --help` and `kt help <command>` show options, examples and exit codes.",
      "`kt help environment`, `exit-codes`, `files`, `filters` and `output` are about all commands.",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or a file, port or ledger cannot be used",
      "  2    the pack or a test has errors",
      "  3    a test or a comparison failed, or the demo saw something it did not expect",
      "  4    there was no test to run",
      "  5    the tests cover less than was asked for",
      "  10 to 15 a replay changed decisions as --fail-on names them",
      "  70   a fault in Keeptrail itself",
    },
    versionProvider = Kt.VersionLine.class)
final class Kt implements Runnable {
  @Spec private CommandSpec spec;

  private final Invocation invocation;

  Kt(Invocation invocation) {
    this.invocation = invocation;
    this.spec = CommandSpec.create();
  }

  /** Runs one command line and returns the exit code. Throws nothing. */
  static int run(Invocation invocation, String... arguments) {
    var problems = new ProblemPrinter(invocation);
    try {
      CommandLine root = CommandTree.build(invocation, problems, arguments);
      return root.execute(arguments);
    } catch (RuntimeException | Error fault) {
      return problems.internalFault(fault);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(invocation.out());
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.current().line()};
    }
  }
}
