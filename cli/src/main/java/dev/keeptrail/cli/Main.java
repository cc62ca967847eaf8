package dev.keeptrail.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
    Invocation invocation = ofThisProcess();
    int exitCode = Kt.run(invocation, arguments);
    invocation.out().flush();
    invocation.err().flush();
    System.exit(exitCode);
  }

  private static Invocation ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return new Invocation(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.in,
        environment,
        wantsColour(environment),
        Clock.systemUTC(),
        new ProcessSignals());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private static boolean wantsColour(Map<String, String> environment) {
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return Boolean.getBoolean(TERMINAL) && !refused && !dumb;
  }
}
