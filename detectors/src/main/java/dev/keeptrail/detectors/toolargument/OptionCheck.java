package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;

/**
 * Values that become options of the command they are handed to, and addresses that Git runs: they
 * need no sign of a shell.
 */
final class OptionCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SHELL;

  /** Options that run a command, or write where they say. */
  private static final List<String> OPTIONS =
      List.of(
          "--upload-pack=",
          "--receive-pack=",
          "--upload-archive=",
          "--exec=",
          "--open-files-in-pager=",
          "--checkpoint-action=",
          "--to-command=",
          "--use-compress-program=",
          "--rsh=",
          "--use-askpass=",
          "--pager=",
          "--post-file=",
          "--init-command=",
          "--gpg-program=",
          "-oproxycommand=",
          "-o proxycommand=",
          "-ccore.sshcommand=",
          "-c core.sshcommand=",
          "-c core.fsmonitor=",
          "-c protocol.ext.allow=");

  @Override
  public void value(Argument argument) {
    ParameterKind kind = argument.kind();
    if (kind == ParameterKind.SHELL || kind == ParameterKind.CODE || argument.isProse()) {
      return;
    }
    int start = argument.skipBlanks(0);
    if (argument.startsWith("ext::", start) || argument.startsWith("fd::", start)) {
      argument.report(start, start + 5, CATEGORY, 0.9);
    }
    for (String option : OPTIONS) {
      if (argument.startsWith(option, start)) {
        argument.report(start, start + option.length(), CATEGORY, 0.9);
      }
    }
  }
}
