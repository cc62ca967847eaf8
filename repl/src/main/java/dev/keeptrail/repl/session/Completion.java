package dev.keeptrail.repl.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What could stand in the place of the last word of a line.
 *
 * @param start where that word begins
 * @param candidates whole words that it could become, sorted
 */
public record Completion(int start, List<Candidate> candidates) {
  private static final int MAX = 500;

  public Completion {
    candidates = List.copyOf(candidates);
  }

  /**
   * One of them.
   *
   * @param about a few words on it; empty for none
   * @param complete whether the word ends there, rather than going on as a folder or a place does
   */
  public record Candidate(String word, String about, boolean complete) {}

  static Completion of(String line, Map<String, ShellCommand> commands, SessionState state) {
    ShellLine parsed = ShellLine.parse(line);
    boolean inWord = !parsed.words().isEmpty() && parsed.words().getLast().end() == line.length();
    int position = parsed.words().size() - (inWord ? 1 : 0);
    String word = inWord ? parsed.words().getLast().text() : "";
    int start = inWord ? parsed.words().getLast().start() : line.length();
    if (position == 0) {
      return new Completion(start, names(word, commands));
    }
    ShellCommand command = commands.get(parsed.words().getFirst().text());
    if (command == null) {
      return new Completion(start, List.of());
    }
    List<String> before =
        parsed.words().subList(1, position).stream()
            .map(ShellLine.Word::text)
            .filter(other -> !command.sheet().options().containsKey(other))
            .toList();
    List<Candidate> candidates = new ArrayList<>();
    command.words(before, state).stream()
        .filter(known -> known.startsWith(word))
        .sorted()
        .limit(MAX)
        .forEach(known -> candidates.add(new Candidate(known, "", !known.endsWith("="))));
    if (word.startsWith("-")) {
      command
          .sheet()
          .options()
          .forEach((option, about) -> {
            if (option.startsWith(word)) {
              candidates.add(new Candidate(option, about, true));
            }
          });
    } else if (command.takesFile(before.size())) {
      candidates.addAll(files(word));
    }
    return new Completion(start, candidates);
  }

  private static List<Candidate> names(String word, Map<String, ShellCommand> commands) {
    return commands.values().stream()
        .map(ShellCommand::sheet)
        .filter(sheet -> sheet.name().startsWith(word))
        .map(sheet -> new Candidate(sheet.name(), sheet.summary(), true))
        .toList();
  }

  /** Files and folders whose names begin so; none where the folder cannot be read. */
  private static List<Candidate> files(String word) {
    int slash = word.lastIndexOf('/');
    String typed = word.substring(0, slash + 1);
    String begun = word.substring(slash + 1);
    Optional<Path> folder = folder(typed);
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files
          .filter(file -> isOffered(String.valueOf(file.getFileName()), begun))
          .limit(MAX)
          .map(file -> {
            boolean inside = Files.isDirectory(file);
            return new Candidate(typed + file.getFileName() + (inside ? "/" : ""), "", !inside);
          })
          .sorted((one, other) -> one.word().compareTo(other.word()))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<Path> folder(String typed) {
    try {
      Path folder = typed.isEmpty() ? Path.of(".") : OpenCommand.path(typed);
      return Optional.of(folder).filter(Files::isDirectory);
    } catch (InvalidPathException | ProblemException _) {
      return Optional.empty();
    }
  }

  private static boolean isOffered(String name, String begun) {
    return name.startsWith(begun)
        && (begun.startsWith(".") || !name.startsWith("."))
        && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }
}
