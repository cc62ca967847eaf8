package dev.keeptrail.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** An invocation for looking at commands without running them. */
final class TestInvocation implements Supplier<Invocation> {
  @Override
  public Invocation get() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Invocation(
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        Map.of(),
        false,
        false,
        Clock.systemUTC(),
        new NoSignal());
  }

  private static final class NoSignal implements StopSignal {
    @Override
    public void listen() {}

    @Override
    public boolean await(Duration atMost) {
      return true;
    }

    @Override
    public void await() {}
  }
}
