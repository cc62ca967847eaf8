package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.print.LayerPrinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what files that are laid over each other come to. */
@Command(
    name = "show",
    description = "Show what the layers of a pack come to, as one YAML file.",
    footer = {
      "",
      "The pack goes to standard output, without comments; problems go to standard error. What is",
      "printed is a pack of its own, to be built, replayed or compared. Paths of imports stay as",
      "they are written.",
      "",
      "Examples:",
      "  kt policy show --file policy-config.yaml --file production.yaml",
      "  kt policy show --file policy-config.yaml --file production.yaml --origin",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or a file cannot be read",
      "  2    the pack has errors",
    })
final class PolicyShowCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack. Repeatable: each further file is laid over those before it. Default:"
              + " policy-config.yaml, or the only *.pack file here.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--origin",
      description = "Say behind each line in which file and line it is written.")
  private boolean origin;

  private final Invocation invocation;

  PolicyShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    List<Path> layers = PackLocation.layers(files);
    CompiledPack pack = PackLoading.compile(invocation, layers, PlugIns.none());
    invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
    if (pack.hasErrors()) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS,
          "`%s` has errors and is not shown".formatted(PackLoading.displayName(layers)),
          null);
    }
    invocation.out().print(LayerPrinter.print(pack.files().getFirst(), origin));
    return ExitCode.OK;
  }
}
