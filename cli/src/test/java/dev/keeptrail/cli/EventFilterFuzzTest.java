package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.repl.session.ShellLine;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What commands find is what a filter over all events finds that knows no index, and what they
 * export is read back as it was, whatever callers wrote into events and people into filters.
 */
@Timeout(3_600)
final class EventFilterFuzzTest {
  private static final long SHORT_MILLIS = 1_000;
  private static final long SECONDS = Long.getLong("keeptrail.fuzz.seconds", 0);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the documentation says of cells that a spreadsheet would take for a formula. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Zs}]*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]");

  @TempDir Path home;

  @Test
  void findsAndExportsWhatIsThere() throws Exception {
    Long only = Long.getLong("keeptrail.fuzz.seed");
    long end = System.nanoTime() + (SECONDS == 0 ? SHORT_MILLIS : SECONDS * 1_000) * 1_000_000;
    int tried = 0;
    do {
      long seed = only == null ? ThreadLocalRandom.current().nextLong() : only;
      Path own = Files.createDirectory(home.resolve("run" + tried));
      try {
        new Run(own, seed).check();
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("-Dkeeptrail.fuzz.seed=" + seed, failed);
      }
      tried++;
    } while (only == null && System.nanoTime() < end);
  }

  /** What is asked for; null for anything. */
  private record Filter(
      @Nullable String since,
      @Nullable String until,
      List<String> verdicts,
      @Nullable String policy,
      @Nullable String reason,
      @Nullable String model,
      @Nullable String provider,
      @Nullable String search,
      int limit) {
    /** Whether it can be asked for at all. */
    boolean isValid() {
      try {
        var ignored =
            new EventQueries(Clock.systemUTC())
                .parse(
                    since,
                    until,
                    verdicts,
                    policy,
                    new EventTerms(reason, model, provider, search),
                    limit);
        return true;
      } catch (QueryFormatException _) {
        return false;
      }
    }

    boolean fits(DecisionEvent event) {
      return (since == null || !event.timestamp().isBefore(Instant.parse(since)))
          && (until == null || event.timestamp().isBefore(Instant.parse(until)))
          && (verdicts.isEmpty()
              || verdicts.stream().anyMatch(word -> word.startsWith(event.verdict())))
          && (policy == null || event.decidingPolicies().contains(policy))
          && is(reason, event.reasonCode())
          && is(model, event.model())
          && is(provider, event.provider())
          && (search == null || ascii(EventJson.write(event)).contains(ascii(quoted(search))));
    }

    private static boolean is(@Nullable String wanted, String there) {
      return wanted == null || wanted.equals(there);
    }

    private static String quoted(String text) {
      return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
    }

    /** In lower case, and nothing but ASCII letters changed. */
    private static String ascii(String text) {
      var lower = new StringBuilder(text.length());
      text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
      return lower.toString();
    }

    List<String> options() {
      List<String> options = new ArrayList<>();
      add(options, "--since", since);
      add(options, "--until", until);
      verdicts.forEach(verdict -> add(options, "--verdict", verdict));
      add(options, "--policy", policy);
      add(options, "--reason", reason);
      add(options, "--model", model);
      add(options, "--provider", provider);
      add(options, "--search", search);
      return options;
    }

    private static void add(List<String> options, String name, @Nullable String value) {
      if (value != null) {
        options.add(name + "=" + value);
      }
    }
  }

  /** One ledger, and what is asked of it. */
  private static final class Run {
    private static final int ASKED = 6;

    private final Path home;
    private final Random random;
    private final HostileEvents made;
    private final List<DecisionEvent> events = new ArrayList<>();

    Run(Path home, long seed) throws Exception {
      this.home = home;
      this.random = new Random(seed);
      this.made = new HostileEvents(random);
      try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
        int count = 1 + random.nextInt(20);
        for (int number = 1; number <= count; number++) {
          DecisionEvent event = made.event(number);
          assertThat(store.append(event)).isEqualTo(number);
          // Times are cut to microseconds, and half of a surrogate pair becomes U+FFFD.
          events.add(EventJson.read(EventJson.write(event)));
        }
      }
    }

    void check() throws IOException, EventFormatException {
      for (int asked = 0; asked < ASKED; asked++) {
        Filter filter = filter();
        if (filter.isValid()) {
          List<DecisionEvent> fitting = events.stream().filter(filter::fits).toList();
          tail(filter, fitting);
          counts(filter, fitting);
          csv(filter, fitting);
          lines(filter, fitting);
        } else {
          CommandRun run = kt(filter, "events", "tail", "--limit=" + filter.limit());
          assertThat(run.out()).isEmpty();
          assertThat(run.err()).startsWith("kt: ").doesNotContain("internal error");
        }
      }
      shell();
    }

    private Filter filter() {
      return new Filter(
          made.once(4) ? made.time().toString() : null,
          made.once(4) ? made.time().toString() : null,
          made.once(3)
              ? List.of(made.of(HostileEvents.VERDICTS), made.of(List.of("blocked", "allow")))
              : List.of(),
          made.once(4) ? made.asked() : null,
          made.once(4) ? made.asked() : null,
          made.once(4) ? made.asked() : null,
          made.once(4) ? made.asked() : null,
          made.once(2) ? made.asked() : null,
          made.once(9) ? random.nextInt(3) - 1 : 1 + random.nextInt(20));
    }

    private void tail(Filter filter, List<DecisionEvent> fitting) {
      CommandRun run = kt(filter, "events", "tail", "--json", "--limit=" + filter.limit());
      Comparator<DecisionEvent> oldest =
          Comparator.comparing(DecisionEvent::timestamp).thenComparing(DecisionEvent::id);
      assertThat(ids(JSON.readTree(run.out())))
          .as("%s", filter)
          .isEqualTo(
              fitting.stream()
                  .sorted(oldest.reversed())
                  .limit(filter.limit())
                  .map(DecisionEvent::id)
                  .toList());
      assertThat(kt(filter, "events", "tail", "--limit=" + filter.limit()).out())
          .doesNotContain("\u001b", "\u202e", "\u0007");
    }

    private void counts(Filter filter, List<DecisionEvent> fitting) {
      String by = made.of(List.of("verdict", "policy", "model", "team", "hour", "pack"));
      JsonNode groups = JSON.readTree(kt(filter, "events", "stats", "--json", "--by=" + by).out());
      long sum = groups.valueStream().mapToLong(group -> group.path("events").asLong()).sum();
      assertThat(sum).as("%s by %s", filter, by).isEqualTo(fitting.size());
    }

    private void csv(Filter filter, List<DecisionEvent> fitting) throws IOException {
      String text = kt(filter, "events", "export", "--format=csv").out();
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      List<CSVRecord> rows = format.parse(new StringReader(text)).getRecords();
      assertThat(rows).as("%s", filter).hasSameSizeAs(fitting);
      for (int at = 0; at < rows.size(); at++) {
        DecisionEvent event = fitting.get(at);
        Map<String, String> row = rows.get(at).toMap();
        assertThat(row).hasSize(36).containsEntry("sequence", number(event));
        COLUMNS.forEach((name, of) ->
            assertThat(row)
                .containsEntry(name, guarded(Objects.requireNonNullElse(of.apply(event), ""))));
        assertThat(row).doesNotContainValue(null);
        for (String title : COLUMNS.keySet()) {
          String cell = row.getOrDefault(title, "");
          assertThat(FORMULA.matcher(cell).lookingAt()).as(cell).isFalse();
          assertThat(cell).as("some programs end a text at NUL").doesNotContain("\0");
        }
      }
    }

    private static String guarded(String text) {
      String whole = text.replace('\0', '\ufffd');
      return FORMULA.matcher(text).lookingAt() ? "'" + whole : whole;
    }

    private static String number(DecisionEvent event) {
      return String.valueOf(Integer.parseInt(event.id().substring("evt_".length())));
    }

    private void lines(Filter filter, List<DecisionEvent> fitting) throws EventFormatException {
      List<DecisionEvent> read = new ArrayList<>();
      // WHY: not `lines()`, which also ends lines at what may stand inside of a text.
      for (String line : kt(filter, "events", "export", "--format=jsonl").out().split("\n", -1)) {
        if (!line.isEmpty()) {
          read.add(EventJson.read(line));
        }
      }
      assertThat(read).as("%s", filter).isEqualTo(fitting);
      JsonNode array = JSON.readTree(kt(filter, "events", "export", "--format=json").out());
      assertThat(ids(array)).isEqualTo(fitting.stream().map(DecisionEvent::id).toList());
    }

    /** The shell's own filter, which goes on behind what it found. */
    private void shell() {
      var script = new StringBuilder();
      List<String> expected = new ArrayList<>();
      int position = 0;
      for (int asked = 0; asked < ASKED; asked++) {
        var field = made.of(List.copyOf(FIELDS.entrySet()));
        String value = made.once(8) ? "" : made.asked();
        if (value.matches("(?s).*[\\r\\n\\\\].*|half.*")) {
          continue;
        }
        script.append("find ").append(ShellLine.quoted(field.getKey() + "=" + value)).append('\n');
        int found = position;
        while (found < events.size()
            && !lower(field.getValue().apply(events.get(found))).equals(lower(value))) {
          found++;
        }
        boolean there = found < events.size();
        expected.add(there ? events.get(found).id() : "no such event behind this one");
        position = there ? found + 1 : position;
      }
      CommandRun run = home().withInput(script.toString());

      int code = run.run("repl");

      assertThat(code).as("%s%n%s", script, run.err()).isZero();
      assertThat(run.out()).as("%s", script).containsSubsequence(expected);
    }

    private static String lower(@Nullable String text) {
      return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static List<String> ids(JsonNode array) {
      return array.valueStream().map(event -> event.path("id").asString()).toList();
    }

    private CommandRun home() {
      return CommandRun.of(home);
    }

    private CommandRun kt(Filter filter, String... words) {
      CommandRun run = home();
      List<String> line = new ArrayList<>(List.of(words));
      line.addAll(filter.options());

      int code = run.run(line.toArray(String[]::new));

      assertThat(code).as("%s%n%s", line, run.err()).isEqualTo(filter.isValid() ? 0 : 1);
      return run;
    }
  }

  private static final Map<String, Function<DecisionEvent, @Nullable String>> COLUMNS = columns();
  private static final Map<String, Function<DecisionEvent, @Nullable String>> FIELDS = fields();

  private static Map<String, Function<DecisionEvent, @Nullable String>> columns() {
    Map<String, Function<DecisionEvent, @Nullable String>> columns = new LinkedHashMap<>();
    columns.put("id", DecisionEvent::id);
    columns.put("verdict", DecisionEvent::verdict);
    columns.put("reason_code", DecisionEvent::reasonCode);
    columns.put("model", DecisionEvent::model);
    columns.put("provider", DecisionEvent::provider);
    columns.put("config_version", DecisionEvent::configVersion);
    columns.put("decisive_policy", DecisionEvent::decisivePolicy);
    columns.put("deciding_policies", event -> String.join(" ", event.decidingPolicies()));
    columns.put("route", DecisionEvent::route);
    columns.put("request_id", DecisionEvent::requestId);
    columns.put("client_request_id", DecisionEvent::clientRequestId);
    columns.put("gateway_id", DecisionEvent::gatewayId);
    columns.put("pack", event -> event.pack().name());
    columns.put("caller_key", event -> event.caller() == null ? null : event.caller().key());
    columns.put("caller_user", event -> event.caller() == null ? null : event.caller().user());
    columns.put("caller_team", event -> event.caller() == null ? null : event.caller().team());
    columns.put("build_version", event -> event.build() == null ? null : event.build().version());
    columns.put("build_commit", event -> event.build() == null ? null : event.build().commit());
    columns.put(
        "tags",
        event ->
            event.tags().entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .reduce((a, b) -> a + " " + b)
                .orElse(null));
    return columns;
  }

  private static Map<String, Function<DecisionEvent, @Nullable String>> fields() {
    Map<String, Function<DecisionEvent, @Nullable String>> fields = new LinkedHashMap<>();
    fields.put("reason", DecisionEvent::reasonCode);
    fields.put("policy", DecisionEvent::decisivePolicy);
    fields.put("model", DecisionEvent::model);
    fields.put("provider", DecisionEvent::provider);
    fields.put("route", DecisionEvent::route);
    fields.put("pack", event -> event.pack().name());
    fields.put("outcome", event -> event.outcome().word());
    return fields;
  }
}
