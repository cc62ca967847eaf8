package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** Names of programs and files written so that nobody who searches for them finds them. */
final class Disguises {
  private static final Set<String> SPELLED =
      Set.of(
          "cat",
          "ls",
          "id",
          "whoami",
          "curl",
          "wget",
          "bash",
          "sh",
          "rm",
          "nc",
          "python",
          "python3",
          "perl",
          "uname",
          "ping",
          "echo",
          "head",
          "tail",
          "base64",
          "nslookup",
          "sudo",
          "chmod");

  private static final List<String> DECODES = List.of("base64", "xxd", "printf", " rev", " tr ");

  private Disguises() {}

  static double score(Pipeline pipeline, int index) {
    Command command = pipeline.commands().get(index);
    List<String> words = command.words();
    if (words.isEmpty()) {
      return 0;
    }
    String first = words.getFirst();
    boolean computed = first.startsWith("$(") || first.startsWith("`");
    if (computed && Places.containsAny(first, DECODES)) {
      return 0.85;
    }
    boolean patched =
        SPELLED.contains(command.program()) && !command.raw().contains(command.program());
    boolean hidden = words.stream().anyMatch(Disguises::isHiddenPath);
    return patched || hidden ? 0.8 : 0;
  }

  /** {@code /e?c/sh?dow}: the name of a folder of the root is left to be guessed. */
  private static boolean isHiddenPath(String word) {
    if (!word.startsWith("/")) {
      return false;
    }
    int end = word.indexOf('/', 1);
    String folder = end < 0 ? "" : word.substring(1, end);
    boolean any = folder.indexOf('?') >= 0 && folder.length() < 5;
    return any || (folder.length() > 1 && folder.length() < 4 && folder.indexOf('*') >= 0);
  }

  /** A function that starts itself twice. */
  static boolean isBomb(Pipeline pipeline) {
    List<Command> commands = pipeline.commands();
    List<String> words = pipeline.first().words();
    int brackets = words.isEmpty() ? -1 : words.getFirst().indexOf("()");
    if (brackets < 1 || commands.size() < 2) {
      return false;
    }
    String name = words.getFirst().substring(0, brackets);
    return words.getLast().equals(name) && commands.get(1).words().equals(List.of(name));
  }
}
