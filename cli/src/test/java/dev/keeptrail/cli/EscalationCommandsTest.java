package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer and an auditor see of an escalation. */
final class EscalationCommandsTest {
  private static final String ID = "esc_01KAR3V0000000000000000000";

  @TempDir Path home;

  @BeforeEach
  void oneWaits() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH);
        Administration administration =
            Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system())) {
      assertThat(store.append(SmallEvents.allowed("evt_1"))).isEqualTo(1);
      var queue = administration.escalations();
      byte[] request = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);
      var draft =
          new EscalationDraft(
              "evt_01KAR3V0000000000000000000",
              "req_1",
              "gateway",
              "/v1/chat/completions",
              "gpt-4o",
              new EscalationDraft.Pack("guard", "1.0.0", "sha256:00"),
              "input",
              "transfers",
              "transfers.large",
              List.of(new Cover("input", "transfers", "transfers.large")),
              new Assignee("team", "treasury"),
              new Requester("key_1", "ana", null),
              Duration.ofHours(5));
      assertThat(queue.open(draft, queue.binding(request), HeldContent.of(request, null)).id())
          .isEqualTo(ID);
    }
  }

  private CommandRun kt(int expected, String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.out() + run.err()).isEqualTo(expected);
    return run;
  }

  @Test
  void aReviewerLooksClaimsAndDecides() {
    assertThat(kt(0, "escalation", "list").out())
        .contains(ID, "queued", "4h ", "treasury", "transfers.large");
    assertThat(kt(0, "escalation", "list", "--state", "denied").err())
        .isEqualTo("no escalation fits\n");
    for (String meant : List.of("treasury", "team:treasury")) {
      assertThat(kt(0, "escalation", "list", "--assignee", meant).out()).contains(ID);
    }
    for (String other : List.of("user:treasury", "team:", "sales")) {
      CommandRun none = kt(0, "escalation", "list", "--assignee", other);
      assertThat(none.out()).doesNotContain(ID);
      assertThat(none.err()).isEqualTo("no escalation fits\n");
    }
    assertThat(kt(0, "escalation", "show", ID, "--content").out())
        .contains("team treasury", "user ana key key_1", "held, sealed", "{\"model\":\"m\"}");

    assertThat(kt(0, "escalation", "claim", ID, "--as", "ben").out()).isEqualTo(ID + " claimed\n");
    assertThat(kt(3, "escalation", "claim", ID, "--as", "cas").err())
        .contains("`ben` has claimed it");
    kt(0, "escalation", "unclaim", ID, "--as", "ben");
    assertThat(decide(3, "ana").err()).contains("who made the request cannot approve it");
    assertThat(decide(0, "cas").out()).contains("\"state\" : \"approved\"");
    assertThat(decide(3, "cas").err()).contains("it is approved");
    assertThat(kt(0, "escalation", "show", "--id", ID).out())
        .contains("decided by     cas", "looked at it");
  }

  @Test
  void theDecisionSaysWhoWasAskedAndWhatBecameOfIt() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.escalated("evt_01KAR3V0000000000000000000", Map.of()));
      store.append(SmallEvents.escalated("evt_again", Map.of("escalation_id", ID)));
    }
    String[] show = {"events", "show", "evt_01KAR3V0000000000000000000"};
    assertThat(kt(0, show).out())
        .contains("review         " + ID + ": queued, to be decided until ");
    kt(0, "escalation", "claim", ID, "--as", "ben");
    assertThat(kt(0, show).out()).contains(ID + ": claimed by ben at ");
    assertThat(decide(0, "ben").out()).contains("approved");
    assertThat(kt(0, show).out())
        .contains(ID + ": approved by ben at ", ", because: looked at it")
        .doesNotContain("(approved)");
    assertThat(kt(0, "events", "show", "evt_again").out())
        .contains(ID + ": approved by ben at ", "allow (approved)");
    assertThat(kt(0, "escalation", "list", "--state", "approved").out())
        .contains("DECIDED BY  DECIDED ")
        .containsPattern("  ben +20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z  ");
  }

  private CommandRun decide(int expected, String who) {
    return kt(
        expected,
        "escalation",
        "resolve",
        ID,
        "--outcome",
        "approved",
        "--reason",
        "looked at it",
        "--as",
        who,
        "--json");
  }

  /** The decision that was escalated, and the one that the approval let through. */
  @Test
  void aDecisionSaysWhoDecidedAboutIt() throws Exception {
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      store.append(SmallEvents.escalated("evt_01KAR3V0000000000000000000"));
      store.append(SmallEvents.released("evt_released", ID));
    }
    kt(0, "escalation", "claim", ID, "--as", "cas");
    assertThat(kt(0, "events", "show", "evt_01KAR3V0000000000000000000").out())
        .contains(ID + ": claimed by cas at ")
        .doesNotContain("approved by");
    decide(0, "cas");

    for (String event : List.of("evt_01KAR3V0000000000000000000", "evt_released")) {
      assertThat(kt(0, "events", "show", event).out())
          .containsSubsequence(ID + ": approved by cas at ", "looked at it");
      assertThat(kt(0, "events", "why", event).out())
          .containsSubsequence(ID, "  opened by", "  approved by operator cas at ");
      assertThat(kt(0, "events", "why", event, "--json").out())
          .contains("\"action\": \"approved\"", "\"by\": \"cas\"", "\"looked at it\"");
    }
    assertThat(kt(0, "events", "why", "evt_released").out())
        .contains("a person approved what `transfers` escalated")
        .doesNotContain("every policy of the chain allowed it");
    assertThat(kt(0, "events", "show", "evt_1").out()).doesNotContain("esc_");
  }

  @Test
  void whoDidWhatIsInTheSignedTree() {
    kt(0, "escalation", "claim", ID, "--as", "ben");
    kt(0, "auth", "token", "create", "--name", "billing", "--team", "billing");

    String trail = kt(0, "events", "trail").out();
    assertThat(trail)
        .contains("escalation.opened", "escalation.claimed", "operator ben", "token.created")
        .contains("name=billing")
        .doesNotContain("kt_");
    assertThat(kt(0, "events", "trail", "--action", "escalation", "--actor", "ben").out())
        .contains("escalation.claimed")
        .doesNotContain("token.created");
    String json = kt(0, "events", "trail", "--action", "token.created", "--json").out();
    String id = json.substring(json.indexOf("adm_"), json.indexOf("adm_") + 30);
    assertThat(kt(0, "events", "show", id).out()).contains("token.created", "billing");
    assertThat(kt(0, "ledger", "prove", id).out()).contains("token.created");
    assertThat(kt(0, "ledger", "verify").out()).startsWith("intact  records 1 to 4 (4)");
    assertThat(kt(0, "events", "tail", "--json").out()).contains("evt_1").doesNotContain("adm_");
    assertThat(kt(0, "events", "stats", "--json").out()).contains("\"events\": 1");
  }

  @Test
  void saysThatNothingIsThere() {
    assertThat(kt(1, "escalation", "list", "--ledger", home.resolve("none").toString()).err())
        .contains("there is nothing administered in");
    assertThat(kt(1, "escalation", "show", "esc_2").err()).contains("there is no escalation");
    kt(1, "escalation", "resolve", ID, "--outcome", "maybe", "--reason", "x");
    kt(1, "escalation", "resolve", ID, "--outcome", "denied");
  }
}
