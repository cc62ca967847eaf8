package dev.keeptrail.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** The process: real streams, real environment, real exit code. */
public final class Main {
  /** Set by the launcher: the shell knows for nothing whether standard output is a terminal. */
  private static final String TERMINAL = "keeptrail.terminal";

  private Main() {}

  public static void main(String[] arguments) {
    var output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    Invocation invocation = ofThisProcess(output);
    int ended = Kt.run(invocation, arguments);
    invocation.out().flush();
    int exitCode = output.exitCode(ended, StandardOutput::goesToReader, invocation.err());
    invocation.err().flush();
    System.exit(exitCode);
  }

  private static Invocation ofThisProcess(OutputStream output) {
    Map<String, String> environment = System.getenv();
    return new Invocation(
        stream(output),
        stream(new FileOutputStream(FileDescriptor.err)),
        System.in,
        environment,
        wantsColour(environment),
        Clock.systemUTC(),
        new ProcessSignals());
  }

  private static PrintStream stream(OutputStream target) {
    return new PrintStream(target, false, StandardCharsets.UTF_8);
  }

  private static boolean wantsColour(Map<String, String> environment) {
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return Boolean.getBoolean(TERMINAL) && !refused && !dumb;
  }
}
