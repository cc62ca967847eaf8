package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What our logs, pages and records may never hold. */
final class SecrecyIT {
  @Test
  void neitherKeysNorContentReachLogsPagesOrEvents() throws Exception {
    var ours = (Logger) LoggerFactory.getLogger("dev.keeptrail");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    ours.addAppender(lines);
    ours.setLevel(Level.TRACE);
    try (var upstream = FakeUpstream.saying("the treasure is buried here");
        var house = House.before(upstream)) {
      house.ask(House.prompt("where is the treasure of bob@example.com?"));
      house.ask(House.prompt("BLOCK-ME treasure"));
      house.ask(House.prompt("CRASH treasure"));
      house.ask(House.prompt("OUT-OF-MEMORY treasure"));
      house.ask("{\"treasure\":\"bob@example.com\"," + House.prompt("hi").substring(1));
      house.ask(House.prompt("hi").replace("gpt-4o", "bob@example.com"));
      house.ask(
          House.prompt("hi"), "content-type", "application/json", "x-request-id", "123-45-6789");
      house.ask("{\"treasure\":");
      house.store.failing = true;
      house.ask(House.prompt("treasure"));

      String all =
          String.join("\n", lines.list.stream().map(ILoggingEvent::toString).toList())
              + house.store.events
              + house.get("/metrics").body()
              + house.get("/health").body()
              + House.settings();
      assertThat(lines.list).hasSizeGreaterThanOrEqualTo(5);
      for (String secret : List.of(House.KEY, "treasure", "bob@", "123-45-6789")) {
        assertThat(all).doesNotContain(secret);
      }
    } finally {
      ours.detachAppender(lines);
      ours.setLevel(null);
    }
  }
}
