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

  /** The same behind others. */
  private static final List<String> LATER =
      List.of(" --checkpoint-action=", " -tt ", " --to-command=", " --exec=", " -oproxycommand=");

  /** Functions of spreadsheets that fetch what they are given. */
  private static final List<String> FETCHING =
      List.of("importxml(", "importdata(", "importhtml(", "importfeed(", "webservice(");

  private static final int MAX_VALUE = 400;

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
    String value = argument.slice(start, start + MAX_VALUE);
    if (value.startsWith("-")) {
      for (String option : LATER) {
        int at = value.indexOf(option);
        argument.report(start, start + option.length(), CATEGORY, at > 0 ? 0.85 : 0);
      }
    }
    formula(argument, start, value);
    for (String option : OPTIONS) {
      if (argument.startsWith(option, start)) {
        argument.report(start, start + option.length(), CATEGORY, 0.9);
      }
    }
  }

  /** A cell that runs a program when a spreadsheet opens it, or tells a server what others hold. */
  private static void formula(Argument argument, int start, String value) {
    if (value.isEmpty() || "=+-@".indexOf(value.charAt(0)) < 0) {
      return;
    }
    boolean runs = value.contains("cmd|") || value.contains("msexcel|") || value.contains("dde(");
    argument.report(start, start + value.length(), CATEGORY, runs ? 0.9 : 0);
    boolean fetches = value.contains("http") && FETCHING.stream().anyMatch(value::contains);
    argument.report(start, start + value.length(), ToolArgumentDetectors.SSRF, fetches ? 0.8 : 0);
  }
}
