package dev.keeptrail.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/** The process: real streams, real environment, real exit code. */
public final class Main {
  /** Set by the launcher: the shell knows for nothing whether standard output is a terminal. */
  private static final String TERMINAL = "keeptrail.terminal";

  /** The same of standard error. */
  private static final String WATCHED = "keeptrail.watched";

  /** Keeps picocli from looking for Groovy in every jar of the class path. */
  private static final String WITHOUT_GROOVY = "picocli.disable.closures";

  /** Threads that may begin while they are counted. */
  private static final int SPARE = 16;

  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty(WITHOUT_GROOVY, "true");
    var output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    Invocation invocation = ofThisProcess(output);
    int ended = Kt.run(invocation, arguments);
    invocation.out().flush();
    int exitCode = output.exitCode(ended, StandardOutput::goesToReader, invocation.err());
    invocation.err().flush();
    end(exitCode);
  }

  /**
   * WHY: {@link System#exit} sets logging up first, in order to log the end, and looks for it in
   * every jar of the class path. Where this is the last thread, the end comes by itself.
   */
  private static void end(int exitCode) {
    if (exitCode != ExitCode.OK || hasOtherThreads()) {
      System.exit(exitCode);
    }
  }

  /** Whether a thread besides this one keeps the process alive. */
  private static boolean hasOtherThreads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    var threads = new Thread[group.activeCount() + SPARE];
    int found = group.enumerate(threads);
    return found == threads.length
        || Arrays.stream(threads, 0, found)
            .anyMatch(thread -> !thread.isDaemon() && thread != Thread.currentThread());
  }

  private static Invocation ofThisProcess(OutputStream output) {
    Map<String, String> environment = System.getenv();
    return new Invocation(
        stream(output),
        stream(new FileOutputStream(FileDescriptor.err)),
        System.in,
        environment,
        wantsColour(environment, Boolean.getBoolean(TERMINAL)),
        wantsColour(environment, Boolean.getBoolean(WATCHED)),
        Clock.systemUTC(),
        new ProcessSignals());
  }

  private static PrintStream stream(OutputStream target) {
    return new PrintStream(target, false, StandardCharsets.UTF_8);
  }

  /** Whether colours and lines that show progress are for whoever looks. */
  static boolean wantsColour(Map<String, String> environment, boolean terminal) {
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return terminal && !refused && !dumb;
  }
}
