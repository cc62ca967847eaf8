package dev.keeptrail.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a command line in this process, the way a user's shell would see it. */
final class CommandRun {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Stop stop = new Stop();
  private Clock clock = Clock.systemUTC();
  private InputStream in = InputStream.nullInputStream();
  private boolean colour;
  private boolean watched;

  static CommandRun of(Path home) {
    return new CommandRun().with("KEEPTRAIL_HOME", home.toString());
  }

  /** The command line that bundles all evidence there is. */
  static List<String> evidence(String output) {
    String since = "2020-01-01T00:00:00Z";
    return List.of(
        "evidence", "create", "--since", since, "--reason", "a look", "--output", output);
  }

  CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  CommandRun withInput(String text) {
    return withInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  CommandRun withInput(InputStream input) {
    in = input;
    return this;
  }

  CommandRun withClock(Clock other) {
    clock = other;
    return this;
  }

  /** As where standard error is a terminal. */
  CommandRun watched() {
    watched = true;
    return this;
  }

  CommandRun withColour() {
    colour = true;
    return this;
  }

  int run(String... arguments) {
    return run(stream(out), arguments);
  }

  int run(PrintStream output, String... arguments) {
    var invocation =
        new Invocation(output, stream(err), in, environment, colour, watched, clock, stop);
    int exitCode = Kt.run(invocation, arguments);
    output.flush();
    return exitCode;
  }

  /** What Ctrl-C does. */
  void interrupt() {
    stop.latch.countDown();
  }

  /** Whether the command would have noticed Ctrl-C from its start on. */
  boolean listened() {
    return stop.listened;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private static final class Stop implements StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);

    private volatile boolean listened;

    @Override
    public void listen() {
      listened = true;
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void await() throws InterruptedException {
      latch.await();
    }
  }
}
