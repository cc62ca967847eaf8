package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody set the clock back while a gateway recorded: events are numbered as they came, and have
 * times that the numbers do not follow.
 */
final class BackwardTimesTest {
  private static final int EACH = 40;
  private final Instant now = Instant.now();
  private static final Pattern ID = Pattern.compile("\"id\": ?\"(evt_[0-9]+)\"");

  @TempDir Path home;
  private final List<Instant> times = new ArrayList<>();

  /** Forty as time passes, ten days ago; forty after a step of thirty days back; forty of today. */
  @BeforeEach
  void events() throws Exception {
    Path ledger = home.resolve("ledger");
    Ledgers.openAdministration(ledger, InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int days : List.of(10, 40, 0)) {
        Instant start = now.minus(Duration.ofDays(days)).minus(Duration.ofHours(2));
        for (int at = 0; at < EACH; at++) {
          times.add(start.plus(Duration.ofMinutes(at)));
          assertThat(store.append(event(times.size(), times.getLast()))).isEqualTo(times.size());
        }
      }
    }
  }

  private static DecisionEvent event(int number, Instant time) throws Exception {
    String json = EventJson.write(SmallEvents.allowed("evt_" + number));
    return EventJson.read(
        json.replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + stamp(time) + "\""));
  }

  private static String stamp(Instant time) {
    return "%1$tFT%1$tT.000000Z".formatted(time.atOffset(ZoneOffset.UTC));
  }

  private String kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run.out();
  }

  private static List<Integer> numbers(String text) {
    return ID.matcher(text)
        .results()
        .map(id -> Integer.parseInt(id.group(1).substring("evt_".length())))
        .toList();
  }

  private List<Integer> byTime() {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= times.size(); number++) {
      numbers.add(number);
    }
    numbers.sort(Comparator.comparing((Integer number) -> times.get(number - 1)).reversed());
    return numbers;
  }

  @Test
  void whatIsShownGoesByTimeAndWhatIsWrittenByNumber() {
    assertThat(numbers(kt(0, "events", "tail", "--limit", "1000", "--json"))).isEqualTo(byTime());
    assertThat(numbers(kt(0, "events", "export", "--format", "jsonl")))
        .hasSize(times.size())
        .isSorted();
    assertThat(numbers(kt(0, "events", "tail", "--since", "20d", "--limit", "1000", "--json")))
        .hasSize(2 * EACH)
        .doesNotContain(EACH + 1, 2 * EACH);
    assertThat(numbers(kt(0, "events", "export", "--until", "20d", "--format", "jsonl")))
        .hasSize(EACH)
        .startsWith(EACH + 1)
        .endsWith(2 * EACH);
    assertThat(kt(0, "events", "stats", "--by", "verdict")).contains(Integer.toString(3 * EACH));
  }

  @Test
  void theTreeGoesByNumber() {
    assertThat(kt(0, "ledger", "verify")).startsWith("intact");
  }

  @Test
  void whatIsOldGoesWhereverItStands() {
    assertThat(kt(0, "ledger", "prune", "--keep", "allow=20d")).startsWith("gone: " + EACH + " ");
    assertThat(kt(0, "ledger", "verify")).startsWith("intact");
    assertThat(numbers(kt(0, "events", "export", "--format", "jsonl")))
        .hasSize(2 * EACH)
        .doesNotContain(EACH + 1, 2 * EACH);
  }
}
