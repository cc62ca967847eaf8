package dev.keeptrail.cli;

import dev.keeptrail.cli.lsp.LanguageSession;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.PackCompiler;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Serves an editor that speaks the Language Server Protocol. */
@Command(
    name = "lsp",
    description = "Serve an editor over the Language Server Protocol.",
    footer = {
      "",
      "Speaks the protocol on standard input and standard output until the editor ends it, and is",
      "meant to be started by the editor. Packs as text (*.pack) and packs as YAML; other YAML files",
      "are left alone.",
      "",
      "Examples:",
      "  kt lsp",
      "",
      "Exit codes:",
      "  0    the editor ended the session in order",
      "  1    the command line is wrong, or the editor went away",
    })
final class LspCommand implements Callable<Integer> {
  private final Invocation invocation;

  LspCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream console = System.out;
    // Standard output belongs to the protocol: whatever else is printed goes to standard error.
    System.setOut(invocation.err());
    try {
      boolean inOrder =
          LanguageSession.serve(
              new PackCompiler(PackSchemas.installed()),
              Version.current().line(),
              invocation.in(),
              invocation.out());
      return inOrder ? ExitCode.OK : ExitCode.USAGE_OR_IO;
    } finally {
      System.setOut(console);
    }
  }
}
