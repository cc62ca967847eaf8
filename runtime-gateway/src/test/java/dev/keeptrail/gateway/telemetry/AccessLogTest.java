package dev.keeptrail.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a log is told of requests that are turned away; codes are of this test only. */
final class AccessLogTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("dev.keeptrail.gateway.access");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Level before;

  @BeforeEach
  void listen() {
    before = log.getLevel();
    log.setLevel(Level.INFO);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
    log.setLevel(before);
  }

  /** Other tests may run beside this one. */
  private List<ILoggingEvent> own() {
    return List.copyOf(lines.list).stream()
        .filter(line -> String.valueOf(line.getKeyValuePairs()).contains("access_log_test"))
        .toList();
  }

  private List<Level> levels() {
    return own().stream().map(ILoggingEvent::getLevel).toList();
  }

  private static void reject(int status, String code, int times) {
    var refusal = Refusal.of(status, ErrorType.OVERLOADED, code, "no room");
    for (int i = 0; i < times; i++) {
      AccessLog.rejected("req_" + i, "/v1/chat/completions", refusal);
    }
  }

  @Test
  void ofManyWhoCannotBeServedOneIsAWarningForEachCodeAndAllAreTold() {
    reject(503, "access_log_test_full", 3);
    reject(503, "access_log_test_stopped", 2);

    assertThat(levels())
        .containsExactly(Level.WARN, Level.INFO, Level.INFO, Level.WARN, Level.INFO);
    assertThat(own()).allMatch(line -> line.getFormattedMessage().equals("rejected"));
    assertThat(own().getFirst().getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly(
            "request_id=req_0",
            "route=/v1/chat/completions",
            "status=503",
            "code=access_log_test_full");
  }

  @Test
  void whoIsRefusedForWhatHeAsksIsNoWarning() {
    reject(422, "access_log_test_invalid", 2);

    assertThat(levels()).containsExactly(Level.INFO, Level.INFO);
  }
}
