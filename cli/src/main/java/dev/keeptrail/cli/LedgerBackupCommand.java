package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a ledger while a gateway writes to it. */
@Command(
    name = "backup",
    description = "Write a copy of the ledger, of one moment, also while a gateway writes to it.",
    footer = {
      "",
      "The file holds the private keys of the ledger, and is readable for its owner alone: keep it as",
      "you keep them. `kt ledger restore` puts it in place.",
      "",
      "Examples:",
      "  kt ledger backup ledger-2026-11-26.zip",
      "",
      "Exit codes:",
      "  0    written",
      "  1    the command line is wrong, the ledger cannot be read, or the file cannot be written",
    })
final class LedgerBackupCommand implements Callable<Integer> {
  static final String LEDGER = "ledger.db";
  static final String ADMINISTRATION = "administration.db";

  /** Copied as they are. */
  static final String[] FILES = {
    "checkpoint.key", "checkpoint.keys", "administration.key", "spending.log"
  };

  @Parameters(paramLabel = "<file>", description = "The file to write.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerBackupCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    if (LedgerPlace.isServer(folder)) {
      throw new CommandFailedException(
          "a ledger on a server is copied with the server's own means",
          "pg_dump writes the ledger of one moment; keep the keys in `%s` with it"
              .formatted(folder));
    }
    Path target = target(folder);
    try (var open = OpenAdministration.existing(folder, invocation);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder, open.get(), invocation.clock());
        Unfinished beside = Unfinished.beside(target)) {
      Path work = beside.folder();
      open.get()
          .note(
              "ledger.copied",
              OpenAdministration.operator(),
              String.valueOf(target.getFileName()),
              Map.of());
      // What is on its way from the one to the other is in both copies then, and counts once.
      open.get().copyTo(work.resolve(ADMINISTRATION));
      upkeep.copyTo(work.resolve(LEDGER));
      for (String name : FILES) {
        if (Files.exists(folder.resolve(name))) {
          Files.copy(folder.resolve(name), work.resolve(name));
        }
      }
      Path unfinished = work.resolve("backup.zip");
      FileRights.createPrivate(unfinished, "");
      zip(work, unfinished);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      open.settle();
      tell(Files.size(target));
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }

  private void tell(long bytes) {
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      report.name("file").value(file.toString());
      report.name("bytes").value(bytes);
      invocation.out().println(report.endObject());
    } else {
      invocation.note("%,d bytes in %s".formatted(bytes, file));
    }
  }

  private Path target(Path folder) throws CommandFailedException {
    try {
      Path target = WholeFile.replaced(file);
      Path parent = target.getParent();
      if (parent != null
          && Files.exists(parent)
          && Files.exists(folder)
          && Files.isSameFile(parent, folder)) {
        throw new CommandFailedException(
            "`" + file + "` would be in the folder of the ledger itself",
            "a copy belongs somewhere else");
      }
      return target;
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }

  private static void zip(Path from, Path to) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(to))) {
      add(zip, from, LEDGER);
      add(zip, from, ADMINISTRATION);
      for (String name : FILES) {
        add(zip, from, name);
      }
    }
  }

  private static void add(ZipOutputStream zip, Path from, String name) throws IOException {
    if (Files.exists(from.resolve(name))) {
      zip.putNextEntry(new ZipEntry(name));
      Files.copy(from.resolve(name), zip);
      zip.closeEntry();
    }
  }
}
