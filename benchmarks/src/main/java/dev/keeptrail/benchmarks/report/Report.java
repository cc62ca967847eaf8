package dev.keeptrail.benchmarks.report;

import dev.keeptrail.benchmarks.Environment;
import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.benchmarks.clients.ClientResult;
import dev.keeptrail.benchmarks.load.LoadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints every result file of a folder as Markdown, each under the environment it was taken in. */
public final class Report {
  private final Path folder;

  private Report(Path folder) {
    this.folder = folder;
  }

  /** Usage: {@code Report <folder>}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: Report <folder>");
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(of(Path.of(args[0])));
  }

  /** The tables of the files that are there; a word about it when there are none. */
  static String of(Path folder) throws IOException {
    return new Report(folder).text();
  }

  private String text() throws IOException {
    var text = new StringBuilder();
    if (has("decision")) {
      text.append(heading("One decision", "decision"));
      text.append(MicroTable.of(ResultFile.readTree(file("decision")))).append('\n');
    }
    if (has("check")) {
      text.append(heading("Checking a pack", "check"));
      text.append(MicroTable.of(ResultFile.readTree(file("check")))).append('\n');
    }
    if (has("scan")) {
      text.append(heading("Scanning", "scan"));
      text.append(ScanTable.of(ResultFile.readTree(file("scan")))).append('\n');
    }
    if (has("load")) {
      text.append(heading("The gateway under load", "load"));
      text.append(LoadTable.of(ResultFile.read(file("load"), LoadResult.class))).append('\n');
    }
    if (has("clients")) {
      text.append(heading("HTTP clients", "clients"));
      text.append(ClientTable.of(ResultFile.read(file("clients"), ClientResult.class)))
          .append('\n');
    }
    if (has("lint")) {
      text.append(heading("Cold start", "lint"));
      text.append(LintTable.of(ResultFile.readTree(file("lint")))).append('\n');
    }
    return text.isEmpty() ? "no result files in " + folder + "\n" : text.toString();
  }

  private String heading(String title, String name) throws IOException {
    Path environment = folder.resolve(name + ".environment.json");
    if (!Files.exists(environment)) {
      return "### " + title + "\n\nEnvironment not recorded.\n\n";
    }
    Environment where = ResultFile.read(environment, Environment.class);
    return "### %s%n%n%s; %s, %d cores; %s; %s; commit %s; load average before the run %s.%n%n"
        .formatted(
            title,
            where.date(),
            where.cpu(),
            where.cores(),
            where.jdk(),
            where.system(),
            where.commit(),
            where.load());
  }

  private boolean has(String name) {
    return Files.exists(file(name));
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }
}
