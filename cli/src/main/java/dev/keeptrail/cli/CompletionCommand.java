package dev.keeptrail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that teaches a shell the commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash, zsh or fish.",
    footer = {
      "",
      "Examples:",
      "  source <(kt completion bash)",
      "  kt completion zsh > ~/.kt-completion && echo 'source ~/.kt-completion' >> ~/.zshrc",
      "  kt completion fish > ~/.config/fish/completions/kt.fish",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong",
    })
final class CompletionCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "bash|zsh|fish",
      converter = Words.Shells.class,
      completionCandidates = Words.Shells.class,
      description = "The shell.")
  private Shell shell = Shell.BASH;

  private final Invocation invocation;

  CompletionCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CommandLine commands = CommandTree.complete(invocation);
    switch (shell) {
      case BASH -> invocation.out().print(BashCompletion.bash(commands));
      case ZSH -> invocation.out().print(BashCompletion.zsh(commands));
      case FISH -> invocation.out().print(FishCompletion.of(commands));
    }
    return ExitCode.OK;
  }

  /** The shells there is a script for. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }
}
