package dev.keeptrail.cli;

import dev.keeptrail.language.PackFormatter;
import dev.keeptrail.language.PackFormatter.Outcome;
import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.lint.FileRewrite;
import dev.keeptrail.language.print.UnifiedDiff;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.repl.input.MissingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings text packs into the house style. */
@Command(
    name = "fmt",
    description = "Bring text packs (*.pack) into the one style.",
    footer = {
      "",
      "Files are changed in place, each in one step; their names go to standard output. Only layout",
      "changes: white space, commas between entries, single quotes that nothing needs. Comments stay",
      "where they are. A file with syntax errors is left alone. YAML is not formatted.",
      "",
      "Examples:",
      "  kt policy fmt payments.pack",
      "  kt policy fmt packs --check --diff",
      "  kt policy fmt packs --check --json | jq -r '.[] | select(.changes).file'",
      "  kt policy fmt - < payments.pack",
      "",
      "Exit codes:",
      "  0    done; with --check: every file is in the style",
      "  1    the command line is wrong, or a file cannot be read or written",
      "  2    a file has syntax errors",
      "  3    with --check: a file is not in the style",
    })
final class PolicyFmtCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "<path>",
      description = "Files, and folders with *.pack files; `-` reads standard input.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--check", description = "Change nothing; list the files that would change.")
  private boolean check;

  @Option(names = "--diff", description = "Change nothing; show what would change.")
  private boolean diff;

  @Option(
      names = "--json",
      description = "Print a JSON array of the files, each with whether it changes.")
  private boolean json;

  private final Invocation invocation;

  PolicyFmtCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    boolean unreadable = false;
    boolean different = false;
    JsonWriter report = JsonWriter.indented().beginArray();
    for (Path file : files()) {
      SourceText source = PackLoading.source(invocation, file);
      switch (PackFormatter.format(source)) {
        case Outcome.Formatted formatted -> {
          boolean changes = formatted(file, source, formatted.text());
          different |= changes;
          String shown =
              diff ? UnifiedDiff.of(source.name(), source.text(), formatted.text()) : null;
          add(report, source, changes, null, shown);
        }
        case Outcome.Unreadable broken -> {
          unreadable = true;
          invocation.err().print(new FrameRenderer(false).render(broken.errors()));
          add(report, source, false, "syntax_errors", null);
        }
        case Outcome.NewerLanguage newer -> {
          unreadable = true;
          invocation.note(
              "kt: `%s` is written in language %d, this version reads language 1"
                  .formatted(source.name(), newer.version()));
          add(report, source, false, "newer_language", null);
        }
      }
    }
    if (json) {
      invocation.out().println(report.endArray());
    }
    if (unreadable) {
      return ExitCode.PACK_ERRORS;
    }
    return check && different ? ExitCode.DIFFERENT : ExitCode.OK;
  }

  private void add(
      JsonWriter report,
      SourceText source,
      boolean changes,
      @Nullable String problem,
      @Nullable String shown) {
    report.beginObject();
    report.name("file").value(source.name());
    report.name("changes").value(changes);
    report.name("problem").value(problem);
    if (diff) {
      report.name("diff").value(shown);
    }
    report.endObject();
  }

  /** Does with one result what was asked for; whether it differs from the source. */
  private boolean formatted(Path file, SourceText source, String text)
      throws CommandFailedException {
    boolean same = text.equals(source.text());
    boolean onlyLook = check || diff;
    if (PackLoading.isStandardInput(file) && !onlyLook) {
      invocation.out().print(text);
    } else if (!same) {
      if (!onlyLook) {
        replace(file, text);
      }
      if (!json && (check || !diff)) {
        invocation.out().println(FrameRenderer.safe(source.name()));
      }
      if (diff && !json) {
        invocation.out().print(UnifiedDiff.of(source.name(), source.text(), text));
      }
    }
    return !same;
  }

  private static void replace(Path file, String text) throws CommandFailedException {
    if (!Files.isRegularFile(file)) {
      TextFiles.replace(file, text);
      return;
    }
    try {
      FileRewrite.write(file, text);
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }

  private List<Path> files() throws CommandFailedException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        List<Path> below = TextFiles.below(path, PackReader::isText);
        if (below.isEmpty()) {
          invocation.note("kt: there is no `*.pack` file in `%s`".formatted(path));
        }
        files.addAll(below);
      } else if (PackLoading.isStandardInput(path) && json && !check && !diff) {
        throw new CommandFailedException(
            "`--json` says what changes, and standard input is printed in the style instead",
            "add `--check` or `--diff`");
      } else if (PackLoading.isStandardInput(path) || PackReader.isText(path.toString())) {
        files.add(path);
      } else if (!Files.exists(path)) {
        throw new CommandFailedException(MissingFile.said(path), null);
      } else {
        throw new CommandFailedException(
            "`%s` is not formatted, because its name does not end in `.pack`".formatted(path),
            "only pack text has one style; `kt policy convert --to text` makes text of YAML");
      }
    }
    return files;
  }
}
