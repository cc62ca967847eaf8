package dev.keeptrail.conformance.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.keeptrail.conformance.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Every case of every class of bypasses, through a real gateway: what must hold holds, what came of
 * it is as approved, and the raw value is neither in the log nor in what is left on the disk.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BypassCasesTest {
  private final List<String> never = new ArrayList<>();
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.keeptrail");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private Houses houses;
  @TempDir static Path folder;

  @BeforeAll
  void listen() throws IOException {
    houses = new Houses(new ScriptedProvider(), folder);
    log.start();
    ours.addAppender(log);
    ours.setAdditive(false);
    ours.setLevel(Level.TRACE);
  }

  @AfterAll
  void nothingIsLeft() throws Exception {
    try {
      var raw = new RawValues(never);
      for (BypassHouse house : houses.all()) {
        for (byte[] left : house.left()) {
          assertThat(raw.in(left)).as("what is left behind").isEmpty();
        }
        house.close();
      }
    } finally {
      workers.close();
      houses.provider().close();
      ours.detachAppender(log);
      ours.setAdditive(true);
      ours.setLevel(null);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return CaseReader.all().stream()
        .filter(given -> given.name().contains(System.getProperty("keeptrail.bypass", "")))
        .map(given -> DynamicTest.dynamicTest(given.name(), () -> check(given)));
  }

  private void check(BypassCase given) throws Exception {
    synchronized (log) {
      log.list.clear();
    }
    String golden = new CaseRun(given, houses).run(workers);
    never.addAll(given.never());
    String logged = logged();
    for (String raw : given.never()) {
      assertThat(logged).as("the log").doesNotContain(raw);
    }
    Golden.verify(given.golden(), golden);
  }

  private String logged() {
    var all = new StringBuilder();
    List<ILoggingEvent> lines;
    synchronized (log) {
      lines = List.copyOf(log.list);
    }
    for (ILoggingEvent line : lines) {
      all.append(line).append(line.getKeyValuePairs()).append('\n');
      if (line.getThrowableProxy() != null) {
        all.append(ThrowableProxyUtil.asString(line.getThrowableProxy()));
      }
    }
    return all.toString();
  }
}
