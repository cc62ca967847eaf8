package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.ledger.event.DecisionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for each request, in key=value form, without any content: what passes is logged at
 * debug, what is refused at info, what failed at warn.
 */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.keeptrail.gateway.access");

  private AccessLog() {}

  public static void exchange(DecisionEvent event, int status) {
    if (!LOG.isEnabledForLevel(level(status))) {
      return;
    }
    LOG.atLevel(level(status))
        .log(
            "request_id={} event_id={} model={} provider={} status={} verdict={} reason={}"
                + " latency_us={} upstream_us={}",
            event.requestId(),
            event.id(),
            event.model(),
            event.provider(),
            status,
            event.verdict(),
            event.reasonCode(),
            event.latency().totalMicros(),
            event.latency().upstreamMicros());
  }

  public static void rejected(String requestId, int status, String code) {
    LOG.atLevel(level(status)).log("request_id={} status={} code={}", requestId, status, code);
  }

  private static Level level(int status) {
    if (status >= 500) {
      return Level.WARN;
    }
    return status >= 400 ? Level.INFO : Level.DEBUG;
  }
}
