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
    int start = argument.skipBlanks(0);
    if (kind == ParameterKind.SHELL || kind == ParameterKind.CODE) {
      return;
    }
    if (argument.isProse()) {
      formula(argument, start, argument.slice(start, start + MAX_VALUE));
      return;
    }
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
    if (argument.takesName()) {
      names(argument, start, value);
    }
    container(argument, start, value);
    formula(argument, start, value);
    for (String option : OPTIONS) {
      if (argument.startsWith(option, start)) {
        argument.report(start, start + option.length(), CATEGORY, 0.9);
      }
    }
  }

  /** An option with a place, an address or a program, where the name of something belongs. */
  private static void names(Argument argument, int start, String value) {
    boolean option =
        value.length() > 2
            && value.charAt(0) == '-'
            && (Character.isLetter(value.charAt(1)) || value.startsWith("--"));
    boolean place =
        value.contains("=/")
            || value.contains(" /")
            || value.contains("=~")
            || value.contains("=http")
            || value.contains(" http")
            || value.contains("::");
    argument.report(start, start + value.length(), CATEGORY, option && place ? 0.8 : 0);
    // A quote of the command line is closed, and its next word is an option.
    for (int at = value.indexOf('"'); at > 0; at = value.indexOf('"', at + 1)) {
      boolean closes = !argument.literals().has(start + at);
      boolean next = value.startsWith(" -", at + 1) && at + 3 < value.length();
      boolean runs = next && Character.isLetter(value.charAt(at + 3)) && value.indexOf('/', at) > 0;
      argument.report(start + at, start + at + 4, CATEGORY, closes && runs ? 0.75 : 0);
    }
  }

  /** Rights over the machine for a container that is only to be named. */
  private static void container(Argument argument, int start, String value) {
    boolean all =
        value.contains(" --privileged")
            || value.contains(" -v /:")
            || value.contains(" --pid=host")
            || value.contains("docker.sock")
            || value.contains(" -oq/")
            || value.contains(" -x/var/");
    argument.report(start, start + value.length(), CATEGORY, all && !argument.isProse() ? 0.8 : 0);
  }

  /** A cell that runs a program when a spreadsheet opens it, or tells a server what others hold. */
  private static void formula(Argument argument, int start, String value) {
    if (value.isEmpty() || "=+-@".indexOf(value.charAt(0)) < 0) {
      return;
    }
    boolean runs =
        value.contains("cmd|")
            || value.contains("msexcel|")
            || value.contains("dde(")
            || value.startsWith("=exec(")
            || value.startsWith("=call(\"");
    argument.report(start, start + value.length(), CATEGORY, runs ? 0.9 : 0);
    boolean fetches = value.contains("http") && FETCHING.stream().anyMatch(value::contains);
    boolean tells =
        value.contains("http")
            && value.indexOf('&') > 0
            && (value.contains("hyperlink(") || value.contains("image("));
    argument.report(
        start, start + value.length(), ToolArgumentDetectors.SSRF, fetches || tells ? 0.8 : 0);
  }
}
