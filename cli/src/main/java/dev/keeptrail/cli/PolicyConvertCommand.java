package dev.keeptrail.cli;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackConverter;
import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries a pack from one notation to the other. */
@Command(
    name = "convert",
    description = "Convert a pack from YAML to text, or from text to YAML.",
    footer = {
      "",
      "The result goes to standard output, or into the file after -o. It is compiled before it is",
      "written and has the same plan digest. Comments go with the parts that they belong to; imports",
      "keep their paths. Test blocks become a suite of the testing section, and the other way round.",
      "",
      "Examples:",
      "  kt policy convert --to text policy-config.yaml",
      "  kt policy convert --to text --file policy-config.yaml -o policy.pack",
      "  kt policy convert --to yaml policy.pack -o policy-config.yaml",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or a file cannot be read or written",
      "  2    the pack has errors, or something that the other notation cannot say",
      "  70   the result would mean something else, a fault in Keeptrail; nothing is written",
    })
final class PolicyConvertCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "text|yaml",
      converter = Words.Notations.class,
      completionCandidates = Words.Notations.class,
      description = "The notation to convert to.")
  private PackFile.Syntax notation = PackFile.Syntax.TEXT;

  @Parameters(
      arity = "0..1",
      paramLabel = "<path>",
      description = "The pack, in place of --file, or the folder of one. Default: --file.")
  private @Nullable Path alone;

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack; `-` reads YAML from standard input. Default: policy-config.yaml, or the only *.pack file here.")
  private @Nullable Path named;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<path>",
      description = "Where to write the result. Default: standard output.")
  private @Nullable Path output;

  private final Invocation invocation;

  PolicyConvertCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    requireFitting(output);
    Path file = file();
    CompiledPack pack = PackLoading.compile(invocation, file);
    requireSound(file, pack);
    PackFile tree = pack.files().getFirst();
    if (tree.syntax() == notation) {
      throw new CommandFailedException(
          "`%s` is %s already".formatted(file, word(notation)),
          notation == PackFile.Syntax.TEXT ? "`kt policy fmt` brings it into the style" : null);
    }
    requireSayable(file, tree);
    String text = PackConverter.convert(pack, notation, resultName(file), PackLoading::compile);
    if (output == null) {
      invocation.out().print(text);
    } else {
      TextFiles.replace(output, text);
    }
    return ExitCode.OK;
  }

  private Path file() throws CommandFailedException {
    if (alone == null) {
      return PackLocation.file(named);
    }
    if (named != null) {
      throw new CommandFailedException(
          "`--file` and a path name two packs",
          "one is converted at a time; leave one of them out");
    }
    return Files.isDirectory(alone) ? PackLocation.of(List.of(), alone).file() : alone;
  }

  /** A name says to whoever reads the file in which notation it is. */
  private void requireFitting(@Nullable Path result) throws CommandFailedException {
    String name = result == null ? "" : result.toString().toLowerCase(Locale.ROOT);
    boolean saysText = PackReader.isText(name);
    boolean saysYaml = name.endsWith(".yaml") || name.endsWith(".yml");
    boolean toText = notation == PackFile.Syntax.TEXT;
    if (toText ? saysYaml : saysText) {
      throw new CommandFailedException(
          "`%s` would hold %s, and its name says %s"
              .formatted(result, word(notation), toText ? "YAML" : "pack text"),
          "let it end in `%s`".formatted(toText ? ".pack" : ".yaml"));
    }
  }

  private void requireSound(Path file, CompiledPack pack) throws CommandFailedException {
    if (pack.plan() == null) {
      List<Diagnostic> errors =
          pack.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
      invocation.err().print(new FrameRenderer(false).render(errors));
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, "`%s` has errors and is not converted".formatted(file), null);
    }
  }

  private void requireSayable(Path file, PackFile tree) throws CommandFailedException {
    Optional<Span> nothing =
        notation == PackFile.Syntax.TEXT ? PackConverter.nothingInTests(tree) : Optional.empty();
    if (nothing.isPresent()) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS,
          "`%s` is not converted: line %d, column %d says `null` in a test, and pack text cannot"
              .formatted(file, nothing.get().line(), nothing.get().column()),
          "keep that test in a file of the folder `tests`");
    }
  }

  /** The result is compiled beside the pack, so that its imports are found. */
  private String resultName(Path file) {
    String name = "converted." + (notation == PackFile.Syntax.TEXT ? "pack" : "yaml");
    return PackLoading.isStandardInput(file) ? name : file.resolveSibling(name).toString();
  }

  private static String word(PackFile.Syntax notation) {
    return notation == PackFile.Syntax.TEXT
        ? "pack text"
        : notation.name().toUpperCase(Locale.ROOT);
  }
}
