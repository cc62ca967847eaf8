package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one wording for a file that a command was to write and could not. */
final class Unwritable {
  private Unwritable() {}

  static CommandFailedException file(Path file, @Nullable IOException problem) {
    return new CommandFailedException("`%s` cannot be written".formatted(file), why(file, problem));
  }

  /** The same for a folder that files were to go into. */
  static CommandFailedException folder(Path folder, @Nullable IOException problem) {
    return new CommandFailedException(
        "`%s` cannot be written".formatted(named(folder)),
        whyFolder(folder.toAbsolutePath(), problem));
  }

  /** Before long work whose result is to go there. A device or a file that is there may do. */
  static void check(Path file) throws CommandFailedException {
    boolean there = Files.exists(file) && !Files.isDirectory(file);
    String why = why(file, null);
    if (!there && why != null) {
      throw new CommandFailedException("`%s` cannot be written".formatted(file), why);
    }
  }

  /** The same for a folder that is there or can be made. */
  static void checkFolder(Path folder) throws CommandFailedException {
    String why = whyFolder(folder.toAbsolutePath(), null);
    if (why != null) {
      throw new CommandFailedException("`%s` cannot be written".formatted(named(folder)), why);
    }
  }

  /** The folder at hand has an empty name. */
  private static String named(Path folder) {
    return folder.toString().isEmpty() ? "." : folder.toString();
  }

  private static @Nullable String whyFolder(Path folder, @Nullable IOException problem) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return reason(problem);
    }
    if (!Files.isDirectory(there)) {
      return there.equals(folder)
          ? "it is a file; name a folder"
          : "`%s` is no folder".formatted(there);
    }
    return Files.isWritable(there)
        ? reason(problem)
        : "the rights of the folder `%s` do not allow it".formatted(there);
  }

  private static @Nullable String why(Path file, @Nullable IOException problem) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      return "it is a folder; name a file";
    }
    if (folder != null && !Files.exists(folder)) {
      return "there is no folder `%s`".formatted(folder);
    }
    if (folder != null && !Files.isDirectory(folder)) {
      return "`%s` is no folder".formatted(folder);
    }
    if (folder != null && !Files.isWritable(folder)) {
      return "the rights of the folder `%s` do not allow it".formatted(folder);
    }
    return reason(problem);
  }

  /** What a failure speaks of: Java's message may be the name of a file, and no word more. */
  static String place(IOException problem) {
    if (!(problem instanceof FileSystemException known) || known.getFile() == null) {
      return String.valueOf(problem.getMessage());
    }
    String reason =
        known instanceof AccessDeniedException ? "it may not be accessed" : known.getReason();
    return "`" + known.getFile() + "`" + (reason == null ? "" : ", " + reason);
  }

  /** What the system says, such as that there is no room. */
  static @Nullable String reason(@Nullable IOException problem) {
    return switch (problem) {
      case FileSystemException known -> known.getReason();
      case IOException other -> other.getMessage();
      case null -> null;
    };
  }
}
