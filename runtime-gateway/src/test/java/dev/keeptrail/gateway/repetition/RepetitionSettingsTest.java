package dev.keeptrail.gateway.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pack says of a bot-detector, in what is counted. */
final class RepetitionSettingsTest {
  /** The same key ten seconds later, with another agent and one word more. */
  @ParameterizedTest
  @CsvSource({
    "authorization, 0.5, 60, 2",
    "user-agent, 0.5, 60, 1",
    "authorization, 1, 60, 1",
    "authorization, 0.5, 5, 1"
  })
  void settingsOfThePackCount(String field, String threshold, String seconds, int counted) {
    var clock = new Hands();
    var repetitions = Repetitions.of(plan(field, threshold, seconds), clock);
    repetitions.count(headers("x"), texts("What is the capital of France?"));
    clock.now = clock.now.plusSeconds(10);
    assertThat(repetitions.count(headers("y"), texts("What is the capital of France, please?")))
        .containsExactly(Counters.fact(Counters.similarOf("bot-detector"), counted));
  }

  private static PackPlan plan(String field, String threshold, String seconds) {
    String pack =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [bot-detector]}
        policy:
          bot-detector:
            fingerprint_fields: [%s]
            similarity_threshold: %s
            profile_window_seconds: %s
        """
            .formatted(field, threshold, seconds);
    return Objects.requireNonNull(
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("policy-config.yaml", pack))
            .plan());
  }

  private static Headers headers(String agent) {
    return name -> List.of(name.equals("authorization") ? "k" : agent);
  }

  private static List<Segment> texts(String text) {
    return List.of(new Segment(new Location(Channel.CONTENT, "user", 0, "/messages/0"), text));
  }

  /** A clock that is set by hand. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
