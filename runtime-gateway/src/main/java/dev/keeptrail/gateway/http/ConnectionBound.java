package dev.keeptrail.gateway.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.keeptrail.gateway.telemetry.Seldom;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers from taking all files that the process may have open: with as many connections as
 * leave some for providers, the ledger and operators, no more are taken, and callers wait at the
 * system until others close theirs. WHY: a process without files is not only deaf. It records
 * nothing, reads no keys, and cannot load the classes to say so.
 */
final class ConnectionBound extends NetworkConnectionLimit {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionBound.class);

  /** WHY: while it is crowded, each connection that ends makes room for the next. */
  private static final Seldom SELDOM = new Seldom(Duration.ofMinutes(10));

  /** Files that are kept back, unless that were more than half of them. */
  private static final long KEPT_BACK = 64;

  private static final long WITHOUT_LIMIT = Integer.MAX_VALUE;

  private final int most;
  private final long files;

  private ConnectionBound(Server server, int most, long files) {
    super(most, server);
    this.most = most;
    this.files = files;
  }

  /** Bounds all connections of a server that has not started yet. */
  static void of(Server server) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long files = system.getMaxFileDescriptorCount();
      int most = most(files, system.getOpenFileDescriptorCount());
      server.addBean(new ConnectionBound(server, most, files));
    }
  }

  /**
   * How many connections there may be.
   *
   * @param files how many may be open at once
   * @param open how many are
   */
  static int most(long files, long open) {
    long left = Math.max(files - open, 2);
    long kept = Math.max(left / 4, Math.min(KEPT_BACK, left / 2));
    return (int) Math.min(left - kept, WITHOUT_LIMIT);
  }

  @Override
  protected void limit() {
    if (SELDOM.isDue("connections")) {
      LOG.error(
          "{} connections of callers are open, as many as fit where {} files may be: others wait"
              + " until some are closed; raise the limit (`ulimit -n`, LimitNOFILE)",
          most,
          files);
    }
    super.limit();
  }
}
