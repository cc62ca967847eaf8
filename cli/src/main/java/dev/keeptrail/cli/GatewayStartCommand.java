package dev.keeptrail.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Has systemd's user manager start the gateway's service, and sees what becomes of it. */
@Command(
    name = "start",
    description = "Start the installed service, and wait until it serves.",
    footer = {
      "",
      "A gateway that does not serve after a minute may still be preparing its first start.",
      "",
      "Examples:",
      "  kt gateway start",
      "",
      "Exit codes:",
      "  0    started, or it ran already; `kt gateway status` shows the pack",
      "  1    no service is installed, the user manager refused, or the gateway ended at once",
    })
final class GatewayStartCommand implements Callable<Integer> {
  private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Invocation invocation;

  GatewayStartCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    var manager = new UserServices(invocation);
    manager.requireInstalled();
    boolean ran = "active".equals(manager.state());
    manager.tell("start", ServiceUnit.NAME);
    invocation
        .out()
        .println(
            ran
                ? "runs already; `kt gateway stop` first, if it is to start anew"
                : outcome(manager));
    return ExitCode.OK;
  }

  /** The manager is content when the program runs; whether it takes its pack shows afterwards. */
  private String outcome(UserServices manager) throws CommandFailedException, InterruptedException {
    long begin = System.nanoTime();
    do {
      String state = manager.state();
      if ("failed".equals(state) || "inactive".equals(state)) {
        throw new CommandFailedException(
            "the service has ended: it is `%s`".formatted(state),
            "`%s` shows why".formatted(UserServices.JOURNAL));
      }
      if (!"active".equals(state) && !"activating".equals(state)) {
        break;
      }
      if (serves(manager.process())) {
        return "started, and serving; `kt gateway status` shows the pack";
      }
      Thread.sleep(PAUSE);
    } while (System.nanoTime() - begin < PATIENCE);
    return "started; `kt gateway status` shows the pack once it is served";
  }

  private boolean serves(long process) {
    try {
      return OperatorAccess.running(KeeptrailHome.run(invocation.environment())).stream()
          .anyMatch(access -> access.process() == process);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
