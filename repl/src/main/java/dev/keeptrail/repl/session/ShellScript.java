package dev.keeptrail.repl.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs the lines of a script or a pipe: pages on one stream, problems on another, no prompt. */
public final class ShellScript {
  private static final int MAX_LINE = 1 << 20;

  private final ShellSession session;
  private final PrintStream out;
  private final PrintStream err;
  private final BooleanSupplier stopped;

  /**
   * @param stopped whether the user wants no more of it
   */
  public ShellScript(
      ShellSession session, PrintStream out, PrintStream err, BooleanSupplier stopped) {
    this.session = session;
    this.stopped = stopped;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs all lines; one that fails does not keep the others from it.
   *
   * @return whether all of them could be carried out
   * @throws IOException when they cannot be read, or one is too long
   */
  public boolean run(BufferedReader lines) throws IOException, InterruptedException {
    boolean good = true;
    Optional<String> line = next(lines);
    while (line.isPresent() && !stopped.getAsBoolean()) {
      switch (session.run(line.get())) {
        case Answer.Page page -> {
          out.print(session.text(page));
          out.flush();
        }
        case Answer.Problem problem -> {
          err.print(session.text(problem));
          err.flush();
          good = false;
        }
        case Answer.Clear() -> {}
        case Answer.End() -> {
          return good;
        }
      }
      line = next(lines);
    }
    return good;
  }

  /** A whole line, which may be several in the text. */
  private static Optional<String> next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    if (line == null) {
      return Optional.empty();
    }
    var whole = new StringBuilder(line);
    while (ShellLine.wantsMore(whole.toString())) {
      String more = lines.readLine();
      if (more == null) {
        break;
      }
      whole.append('\n').append(more);
      if (whole.length() > MAX_LINE) {
        throw new IOException("a line is longer than %,d characters".formatted(MAX_LINE));
      }
    }
    return Optional.of(whole.toString());
  }

  /** The lines of a list of commands with semicolons between them; those in quotes are text. */
  public static String lines(String commands) {
    var lines = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < commands.length(); i++) {
      char c = commands.charAt(i);
      if (c == '\\' && quoted && i + 1 < commands.length()) {
        lines.append(c).append(commands.charAt(++i));
        continue;
      }
      quoted ^= c == '"';
      lines.append(c == ';' && !quoted ? '\n' : c);
    }
    return lines.toString();
  }
}
