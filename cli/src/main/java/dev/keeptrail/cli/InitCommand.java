package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a pack to start from. */
@Command(
    name = "init",
    description = "Write a pack to start from, with tests that pass.",
    footer = {
      "",
      "Writes policy-config.yaml and a file under tests/. Existing files are never replaced: where",
      "one of them is there, nothing is written.",
      "",
      "Templates:",
      "  starter                     masks personal data, refuses prompt injection",
      "  prompt-injection-detection  every setting of that policy written out",
      "  agent-firewall              which tools an agent may call",
      "  zero-data-retention         only providers that declare to keep nothing",
      "  finance                     inside information, cards, disclaimers before advice",
      "  quality-benchmarking        answers held against assertions",
      "  citation-verification       answers that cite what the request does not have",
      "",
      "Examples:",
      "  kt init",
      "  kt init --template agent-firewall --output agents",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, a file is there already, or the folder cannot be written",
    })
final class InitCommand implements Callable<Integer> {
  @Option(
      names = "--template",
      paramLabel = "<name>",
      completionCandidates = Candidates.Templates.class,
      description = "What to start from. Default: starter.")
  private String template = PackTemplate.STARTER.word();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<folder>",
      description = "Where to write; made if it is not there. Default: the current folder.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print the template and the files as JSON.")
  private boolean json;

  private final Invocation invocation;

  InitCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    PackTemplate wanted =
        PackTemplate.named(template)
            .orElseThrow(() ->
                new CommandFailedException(
                    "there is no template " + Quoted.word(template),
                    NearestWord.of(template, PackTemplate.words())
                            .map(word -> "did you mean " + Quoted.word(word) + "? ")
                            .orElse("")
                        + "there are "
                        + Quoted.words(PackTemplate.words())));
    for (String file : wanted.files()) {
      if (Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
        throw new CommandFailedException(
            "there is a file `%s` already; nothing was written".formatted(folder.resolve(file)),
            "name another folder with `--output`");
      }
    }
    List<Path> written = write(wanted);
    invocation.out().print(json ? toJson(wanted, written) : toText(written));
    return ExitCode.OK;
  }

  private List<Path> write(PackTemplate wanted) throws CommandFailedException {
    List<Path> written = new ArrayList<>();
    try {
      for (String file : wanted.files()) {
        Path path = folder.resolve(file);
        Path parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.writeString(path, wanted.text(file), StandardOpenOption.CREATE_NEW);
        written.add(path);
      }
    } catch (IOException e) {
      throw Unwritable.folder(folder, e);
    }
    return written;
  }

  private static String toText(List<Path> written) {
    var text = new StringBuilder();
    written.forEach(path -> text.append("wrote ").append(path).append('\n'));
    Path pack = written.getFirst();
    Path parent = pack.getParent();
    text.append("\nNext:\n  kt policy lint --file ").append(pack);
    text.append("\n  kt policy test --pack-dir ").append(parent == null ? "." : parent.toString());
    return text.append("\n  kt gateway run --policy-config ").append(pack).append('\n').toString();
  }

  private static String toJson(PackTemplate wanted, List<Path> written) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("template").value(wanted.word());
    report.name("files").beginArray();
    written.forEach(path -> report.value(path.toString()));
    return report.endArray().endObject() + "\n";
  }
}
