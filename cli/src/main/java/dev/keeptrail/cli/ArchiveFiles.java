package dev.keeptrail.cli;

import dev.keeptrail.language.archive.ArchiveException;
import dev.keeptrail.language.archive.ArchivedPlan;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.archive.VerificationKey;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.input.MissingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Compiled packs and keys as files, and what to say when they cannot be used. */
final class ArchiveFiles {
  /** One byte more than an archive may have, so that a reader sees that it has too many. */
  private static final int MAX_BYTES = (64 << 20) + 1;

  private static final int MAX_KEY_BYTES = 8192;

  private ArchiveFiles() {}

  static boolean isArchive(Path file) {
    return file.toString().endsWith(PackArchive.EXTENSION);
  }

  static PackArchive read(Path file) throws CommandFailedException {
    try {
      return PackArchive.read(bytes(file, MAX_BYTES));
    } catch (ArchiveException refused) {
      throw refused(file, refused);
    }
  }

  /** The plan of an archive, once its sources have given the same one. */
  static PackPlan plan(Path file, PackArchive archive) throws CommandFailedException {
    try {
      return ArchivedPlan.of(archive, PackLoading.compiler(), compiler());
    } catch (ArchiveException refused) {
      throw refused(file, refused);
    }
  }

  /** Makes sure that the holders of all keys signed the archive; the keys' ids. */
  static List<String> requireSignatures(Path file, PackArchive archive, List<Path> keys)
      throws CommandFailedException {
    List<String> ids = new ArrayList<>();
    for (Path keyFile : keys) {
      VerificationKey key = verificationKey(keyFile);
      try {
        archive.requireSignature(key);
      } catch (ArchiveException refused) {
        throw refused(file, refused);
      }
      ids.add(key.id());
    }
    return List.copyOf(ids);
  }

  /** Which Keeptrail this is, as manifests say it. */
  static String compiler() {
    return "keeptrail " + Version.current().number();
  }

  static CommandFailedException refused(Path file, ArchiveException refused) {
    int exitCode =
        switch (refused.problem()) {
          case UNUSABLE_KEY -> ExitCode.USAGE_OR_IO;
          case MALFORMED,
              TOO_LARGE,
              NEWER_FORMAT,
              TAMPERED,
              OTHER_COMPILER,
              UNSIGNED,
              BAD_SIGNATURE,
              NOT_PACKABLE ->
              ExitCode.PACK_ERRORS;
        };
    return new CommandFailedException(
        exitCode, "`%s`: %s".formatted(file, refused.getMessage()), refused.hint());
  }

  static String keyText(Path file) throws CommandFailedException {
    return new String(bytes(file, MAX_KEY_BYTES), StandardCharsets.ISO_8859_1);
  }

  private static VerificationKey verificationKey(Path file) throws CommandFailedException {
    try {
      return VerificationKey.parse(keyText(file));
    } catch (ArchiveException unusable) {
      throw refused(file, unusable);
    }
  }

  private static byte[] bytes(Path file, int most) throws CommandFailedException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(MissingFile.said(file), null);
    } catch (AccessDeniedException e) {
      throw new CommandFailedException("`%s` may not be read".formatted(file), null);
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw new CommandFailedException("`%s` is a folder".formatted(file), null);
      }
      throw new CommandFailedException("`%s` cannot be read".formatted(file), Unwritable.reason(e));
    }
  }

  /** Writes the whole file or leaves what was there; a pipe or a device is written to. */
  static void write(Path file, PackArchive archive) throws CommandFailedException {
    try {
      Path target = WholeFile.target(file);
      if (WholeFile.isStream(target)) {
        Files.write(target, archive.toBytes());
        return;
      }
      try (Unfinished beside = Unfinished.beside(target)) {
        Path unfinished = beside.file();
        Files.write(unfinished, archive.toBytes());
        FileRights.everybodyReads(unfinished);
        Files.move(
            unfinished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }
}
