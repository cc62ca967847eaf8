package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Build;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayItem;
import dev.keeptrail.repl.input.ReplaySource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OtherBuildsTest {
  private static final Build OWN = new Build("2.0.0", "bbbb", "0123456789abcdef");
  private static final Build BEFORE = new Build("1.9.0", "aaaa", null);

  @Test
  void namesTheBuildsThatDecidedTheMostFirst() throws Exception {
    assertThat(told(OWN, BEFORE, null, BEFORE, OWN))
        .isEqualTo(
            "other builds than this one (Keeptrail 2.0.0 (commit bbbb), detectors"
                + " 0123456789abcdef) decided 3 of the exchanges, which can be why some are"
                + " decided otherwise now: 2 by Keeptrail 1.9.0 (commit aaaa); 1 by a Keeptrail"
                + " that did not record its version");
  }

  @Test
  void saysNothingOfItsOwnDecisions() throws Exception {
    assertThat(told(OWN, OWN)).isEmpty();
  }

  private static String told(@Nullable Build... recorded) throws Exception {
    List<DecisionEvent> events = new ArrayList<>();
    for (Build build : recorded) {
      events.add(event(build));
    }
    var builds = new OtherBuilds(OWN);
    try (ReplaySource source = builds.counting(new Events(events.iterator()))) {
      for (Optional<ReplayItem> item = source.next(); item.isPresent(); item = source.next()) {
        item.get().read();
      }
    }
    return builds.note().orElse("");
  }

  private static DecisionEvent event(@Nullable Build build) throws EventFormatException {
    String json = EventJson.write(SmallEvents.costing("evt_01KAR3V0000000000000000000", 0.1));
    if (build == null) {
      return EventJson.read(json);
    }
    String detectors = build.detectors();
    return EventJson.read(
        "%s,\"build\":{\"version\":\"%s\",\"commit\":\"%s\"%s}}"
            .formatted(
                json.substring(0, json.length() - 1),
                build.version(),
                build.commit(),
                detectors == null ? "" : ",\"detectors\":\"" + detectors + "\""));
  }

  private record Events(Iterator<DecisionEvent> events) implements ReplaySource {
    @Override
    public OptionalLong count() {
      return OptionalLong.empty();
    }

    @Override
    public Optional<ReplayItem> next() {
      if (!events.hasNext()) {
        return Optional.empty();
      }
      DecisionEvent event = events.next();
      return Optional.of(() -> new ReplayCase(event.id(), event, null, "nothing was captured"));
    }

    @Override
    public void close() {}
  }
}
