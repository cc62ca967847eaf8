package dev.keeptrail.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;

/** Which arguments are files or folders: shells go on with a path there. */
final class FileArguments {
  /** How help calls what is a file or a folder, for options that may also take something else. */
  private static final Set<String> LABELS =
      Set.of("<file>", "<folder>", "<path>", "<pack>", "<archive>", "<report>");

  private FileArguments() {}

  /** Whether the type alone says so. */
  static boolean isTyped(ArgSpec argument) {
    Class<?> type =
        argument.auxiliaryTypes().length == 0 ? argument.type() : argument.auxiliaryTypes()[0];
    return type == Path.class || type == File.class;
  }

  static boolean isFile(ArgSpec argument) {
    return isTyped(argument) || LABELS.contains(argument.paramLabel());
  }
}
