package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where in the texts of a pack the policies stand that made a decision what it is. */
final class EventsWhyLayersTest {
  private static final String BASE =
      """
      pack: {name: small, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [prompt-injection]}
      policy:
        prompt-injection: {response: {action: block}}
      """;

  @TempDir Path home;

  @Test
  void theOrderOfLayersIsOnTheTrail() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("base file.yaml", BASE);
    // In no order that their names have.
    for (String version : List.of("3", "2", "5", "4", "6")) {
      sources.put("over " + version + ".yaml", "pack:\n  version: 1.0." + version + "\n");
    }
    List<String> layers = new ArrayList<>(sources.keySet());
    PackPlan plan = plan(layers, sources);
    var pack = new StoredPack(PlanDigest.of(plan), "small", "1.0.6", "{}", sources);
    Map<String, String> details = new LinkedHashMap<>();
    details.put("digest", pack.digest());
    details.put("sources", pack.sourcesDigest());
    for (int at = 0; at < layers.size(); at++) {
      details.put("layer." + at, layers.get(at) + " sha256:00");
    }
    Path ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
        Administration administration = Ledgers.openAdministration(ledger, Clock.systemUTC())) {
      administration.keep(pack);
      administration.note("pack.loaded", new Actor(Actor.OPERATOR, "ana"), "small", details);
      assertThat(administration.drain(store)).isEqualTo(1);
      store.append(SmallEvents.blocked("evt_1", pack));
    }
    CommandRun why = CommandRun.of(home);
    assertThat(why.run("events", "why", "evt_1")).as(why.err()).isZero();
    assertThat(why.out()).contains("base file.yaml:").contains("in the pack that was in force");
    CommandRun json = CommandRun.of(home);
    assertThat(json.run("events", "why", "evt_1", "--json")).as(json.err()).isZero();
    assertThat(json.out().replaceAll("\\s+", " "))
        .startsWith("{ \"event\": \"evt_1\", \"verdict\": \"block\",")
        .contains("\"kept\": true", "\"because\": null", "\"rules\": [ \"detected\" ]")
        .contains(
            "\"places\": [ { \"file\": \"base file.yaml\", \"line\": 5, \"column\": 3,"
                + " \"in_force\": true } ]");
    CommandRun show = CommandRun.of(home);
    assertThat(show.run("events", "show", "evt_1")).as(show.err()).isZero();
    assertThat(show.out())
        .contains(
            "base file.yaml:", "in the pack that was in force", "prompt-injection: {response");
  }

  @Test
  void whoAnswersForTheTargetsIsNoDifferenceOfTheTexts() throws Exception {
    String text = BASE.replace("simulated", "openai");
    PackPlan written = plan(List.of("p.yaml"), Map.of("p.yaml", text));
    PackPlan served = SimulatedTargets.of(written);
    assertThat(PlanDigest.of(served)).isNotEqualTo(PlanDigest.of(written));
    var pack =
        new StoredPack(
            PlanDigest.of(served),
            "small",
            "1.0.0",
            PlanJson.canonical(served),
            Map.of("p.yaml", text));
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH);
        Administration administration =
            Ledgers.openAdministration(home.resolve("ledger"), Clock.systemUTC())) {
      administration.keep(pack);
      store.append(SmallEvents.blocked("evt_1", pack));
    }
    CommandRun why = CommandRun.of(home);

    assertThat(why.run("events", "why", "evt_1")).as(why.err()).isZero();

    assertThat(why.out()).contains("p.yaml:").contains("in the pack that was in force");
  }

  /** Of a newer build: what it says of layers is found out from the texts, as where it is gone. */
  @Test
  void anEntryThatCannotBeReadKeepsNoPlaceBack() throws Exception {
    var pack =
        new StoredPack(
            PlanDigest.of(plan(List.of("p.yaml"), Map.of("p.yaml", BASE))),
            "small",
            "1.0.0",
            "{}",
            Map.of("p.yaml", BASE));
    Path ledger = home.resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH);
        Administration administration = Ledgers.openAdministration(ledger, Clock.systemUTC())) {
      administration.keep(pack);
      administration.note("pack.loaded", new Actor(Actor.OPERATOR, "ana"), "small", Map.of());
      assertThat(administration.drain(store)).isEqualTo(1);
      store.append(SmallEvents.blocked("evt_1", pack));
    }
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + ledger.resolve("ledger.db"));
        Statement statement = open.createStatement()) {
      statement.execute(
          "UPDATE administration SET json = replace(CAST(json AS TEXT), '\"details\"',"
              + " '\"weight\":5,\"details\"')");
    }
    for (String command : List.of("why", "show")) {
      CommandRun run = CommandRun.of(home);

      assertThat(run.run("events", command, "evt_1")).as(run.err()).isZero();

      assertThat(run.out()).contains("p.yaml:").contains("in the pack that was in force");
    }
  }

  private static PackPlan plan(List<String> layers, Map<String, String> sources) {
    return Objects.requireNonNull(
        PackLoading.compiler()
            .compileLayers(
                layers.stream()
                    .<SourceReading>map(name ->
                        new SourceReading.Decoded(
                            new SourceText(name, sources.getOrDefault(name, ""))))
                    .toList(),
                SourceFiles.inMemory(sources))
            .plan());
  }
}
