package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for each request, as keys and values, without any content: what passes is logged at
 * debug, what is refused at info, what failed at warn. Of what the gateway turns away because it
 * cannot serve, one line a minute for each code is at warn, and the others are at info: whoever is
 * turned away asks again, and what is wrong is told where it is known.
 */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.keeptrail.gateway.access");

  private static final Seldom SELDOM = new Seldom(Duration.ofMinutes(1));

  private AccessLog() {}

  public static void exchange(DecisionEvent event, int status) {
    if (!LOG.isEnabledForLevel(level(status))) {
      return;
    }
    LOG.atLevel(level(status))
        .addKeyValue("request_id", event.requestId())
        .addKeyValue("event_id", event.id())
        .addKeyValue("model", event.model())
        .addKeyValue("provider", event.provider())
        .addKeyValue("status", status)
        .addKeyValue("verdict", event.verdict())
        .addKeyValue("reason", event.reasonCode())
        .addKeyValue("latency_us", event.latency().totalMicros())
        .addKeyValue("upstream_us", event.latency().upstreamMicros())
        .log("exchange");
  }

  /**
   * A request that never became an exchange.
   *
   * @param route as it is registered
   */
  public static void rejected(String requestId, String route, Refusal refusal) {
    var line =
        LOG.atLevel(level(refusal))
            .addKeyValue("request_id", requestId)
            .addKeyValue("route", route)
            .addKeyValue("status", refusal.status())
            .addKeyValue("code", refusal.code());
    String limit = refusal.subject().limit();
    (limit == null ? line : line.addKeyValue("limit", limit)).log("rejected");
  }

  private static Level level(Refusal refusal) {
    Level level = level(refusal.status());
    return level == Level.WARN && !SELDOM.isDue(refusal.code()) ? Level.INFO : level;
  }

  private static Level level(int status) {
    if (status >= 500) {
      return Level.WARN;
    }
    return status >= 400 ? Level.INFO : Level.DEBUG;
  }
}
