package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.repl.input.MissingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a copy in place. */
@Command(
    name = "restore",
    description = "Put what `kt ledger backup` wrote into a folder without a ledger, and check it.",
    footer = {
      "",
      "Events that came after the copy are not in it. A checkpoint that was kept elsewhere shows how",
      "many are missing: `kt ledger verify --checkpoint`.",
      "",
      "Examples:",
      "  kt ledger restore ledger-2026-11-26.zip --ledger /var/lib/keeptrail/ledger",
      "",
      "Exit codes:",
      "  0    in place, and as it was recorded",
      "  1    the command line is wrong, there is a ledger already, or a file cannot be used",
      "  3    in place, and something was done to it; see `kt ledger verify`",
    })
final class LedgerRestoreCommand implements Callable<Integer> {
  /** In the order in which they are put in place. */
  private static final String[] DATABASES = {
    LedgerBackupCommand.ADMINISTRATION, LedgerBackupCommand.LEDGER
  };

  @Parameters(paramLabel = "<file>", description = "What `kt ledger backup` wrote.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerRestoreCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    if (Ledgers.isIn(folder)) {
      throw new CommandFailedException(
          "there is a ledger in `%s` already; it was left as it is".formatted(folder),
          "move it away, or name another folder with --ledger");
    }
    if (!Files.isRegularFile(file)) {
      throw new CommandFailedException(MissingFile.said(file), "`kt ledger backup` writes one");
    }
    try (ZipFile zip = open()) {
      if (zip.getEntry(LedgerBackupCommand.LEDGER) == null) {
        throw noCopy("it holds no `%s`".formatted(LedgerBackupCommand.LEDGER));
      }
      FileRights.createPrivateFolder(folder);
      place(zip, folder);
    } catch (IOException e) {
      throw new CommandFailedException(
          "`%s` could not be unpacked into `%s`: the copy is damaged, or there is no room"
              .formatted(file, folder),
          "there is no ledger in the folder now; try again with a whole copy, or where there is room");
    }
    return check(folder);
  }

  private ZipFile open() throws CommandFailedException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException _) {
      throw noCopy("it is no ZIP file, or not whole");
    } catch (IOException _) {
      throw new CommandFailedException(
          "`%s` cannot be read; who runs this needs the right to".formatted(file), null);
    }
  }

  private CommandFailedException noCopy(String why) {
    return new CommandFailedException(
        "`%s` is no copy of a ledger: %s".formatted(file, why),
        "`kt ledger backup` writes one; a folder with a ledger needs no restoring");
  }

  /**
   * Unpacks beside where the files belong, on the same disk, and moves them there, the ledger last:
   * whoever ends this in the middle leaves no half ledger that looks whole, and can begin again.
   */
  private void place(ZipFile zip, Path folder) throws IOException, CommandFailedException {
    List<String> names =
        Stream.concat(Stream.of(LedgerBackupCommand.FILES), Stream.of(DATABASES))
            .filter(name -> zip.getEntry(name) != null)
            .toList();
    try (Unfinished beside = Unfinished.beside(folder.resolve(LedgerBackupCommand.LEDGER))) {
      Path work = beside.folder();
      for (String name : names) {
        unpack(zip, name, work.resolve(name));
      }
      for (String name : names) {
        requireRoomFor(work.resolve(name), folder.resolve(name));
      }
      for (String name : names) {
        Files.move(work.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** A key of another ledger is replaced by nobody; what an earlier attempt left is the same. */
  private void requireRoomFor(Path fresh, Path place) throws IOException, CommandFailedException {
    if (Files.exists(place) && Files.mismatch(fresh, place) >= 0) {
      throw new CommandFailedException(
          "`%s` is there already, and is not the one of the copy; it was left as it is"
              .formatted(place),
          "move it away, or name another folder with --ledger");
    }
  }

  private static void unpack(ZipFile zip, String name, Path target) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    // WHY: a ZipFile inflates what was changed, and does not compare it with the sum of its list.
    var sum = new CRC32();
    FileRights.createPrivate(target, "");
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
        FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      long ignored = in.transferTo(Channels.newOutputStream(channel));
      if (sum.getValue() != entry.getCrc()) {
        throw new ZipException(name);
      }
      // Before its name says that it is there.
      channel.force(true);
    }
  }

  private Integer check(Path folder) throws CommandFailedException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      Verification found =
          audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
      if (json) {
        JsonWriter report = JsonWriter.indented().beginObject();
        report.name("intact").value(found.isIntact());
        report.name("first").value(found.first());
        report.name("last").value(found.last());
        report.name("ledger").value(folder.toString());
        invocation.out().println(report.endObject());
      } else {
        invocation
            .out()
            .printf(
                "%s  records 1 to %d in %s%n",
                found.isIntact() ? "intact" : "BROKEN", found.last(), folder);
      }
      return found.isIntact() ? ExitCode.OK : ExitCode.BROKEN;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }
}
