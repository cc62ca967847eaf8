package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What the log is told when a thread ends that nobody waits for. */
@Timeout(60)
final class LoggingTest {
  @Test
  void aThreadThatEndsByAFaultIsNamedWithoutWhatTheFaultSays() throws Exception {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    var log = (Logger) LoggerFactory.getLogger(Logging.class);
    var lines = new ListAppender<ILoggingEvent>();
    try {
      Logging.begin(Map.of(), null);
      lines.start();
      log.addAppender(lines);
      Thread thread =
          Thread.ofPlatform()
              .name("sends-on")
              .start(() -> {
                throw new IllegalStateException("said by ana@example.com");
              });
      thread.join();

      assertThat(lines.list).hasSize(1);
      ILoggingEvent line = lines.list.getFirst();
      assertThat(line.getLevel()).isEqualTo(Level.ERROR);
      assertThat(line.getThrowableProxy()).isNull();
      assertThat(line.getFormattedMessage())
          .contains("`sends-on`", "start the gateway again", "IllegalStateException", "LoggingTest")
          .doesNotContain("ana@example.com", "\n");
    } finally {
      log.detachAppender(lines);
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
