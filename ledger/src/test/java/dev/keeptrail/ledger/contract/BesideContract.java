package dev.keeptrail.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Breach.Kind;
import dev.keeptrail.ledger.integrity.ContentDigest;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.retention.Hold;
import dev.keeptrail.ledger.store.Impatient;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands beside events, and somebody who had their hands in it. */
public abstract class BesideContract extends LedgerContract {
  private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
  private static final Actor OLGA = new Actor(Actor.OPERATOR, "olga");
  private static final Reviewer REVIEWER = Reviewer.operator("olga");
  private static final Requester ANA = new Requester(null, "ana", null);
  private static final String PLAN = "{\"name\":\"guard\"}";
  private static final String DIGEST = ContentDigest.of(bytes(PLAN));

  /** Makes the tables of what is administered reachable without another name. */
  protected abstract String attached();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Hash binding(int fill) {
    byte[] bytes = new byte[Hash.LENGTH];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Hash.of(bytes);
  }

  private static EscalationDraft draft(String event) {
    return new EscalationDraft(
        event,
        "req_1",
        "gw",
        "/v1/chat/completions",
        "gpt-4o",
        new EscalationDraft.Pack("guard", "1.0.0", DIGEST),
        "input",
        "transfers",
        "transfers.large",
        List.of(new Cover("input", "transfers", "transfers.large")),
        null,
        ANA,
        Duration.ofHours(1));
  }

  /**
   * Entries 1 to 10: a pack, two holds of which one is released (4), an escalation that waits (5),
   * one that was used (6 to 8) and one that was denied (9, 10).
   */
  protected final void administer() throws Exception {
    try (Administration administration = Ledgers.openAdministration(folder(), () -> THEN);
        EventStore store = Impatient.open(folder())) {
      var pack = new StoredPack(DIGEST, "guard", "1.0.0", PLAN, Map.of("a.yaml", "pack: guard"));
      administration.keep(pack);
      administration.note(
          "pack.loaded",
          OLGA,
          "guard",
          Map.of("digest", DIGEST, "version", "1.0.0", "sources", pack.sourcesDigest()));
      administration.hold(new Hold("case", THEN, THEN.plusSeconds(9), "a suit"), OLGA);
      administration.hold(new Hold("old", THEN, THEN.plusSeconds(9), "an audit"), OLGA);
      assertThat(administration.release("old", OLGA)).isTrue();
      EscalationQueue queue = administration.escalations();
      queue.open(draft("evt_waits"), binding(1), null);
      String used = queue.open(draft("evt_used"), binding(2), null).id();
      queue.resolve(used, REVIEWER, Outcome.APPROVED, "looked at it");
      var approved = (Standing.Approved) queue.standing(used, binding(2), ANA);
      assertThat(queue.redeem(approved, "evt_through", true)).isTrue();
      String denied = queue.open(draft("evt_denied"), binding(3), null).id();
      queue.resolve(denied, REVIEWER, Outcome.DENIED, "too large");
      assertThat(administration.drain(store)).isEqualTo(10);
    }
  }

  protected final Verification verify() throws Exception {
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      return audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
    }
  }

  @Test
  void whatNobodyTouchedIsIntact() throws Exception {
    administer();
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.administration()).isTrue();
    assertThat(found.events()).isEqualTo(10);
  }

  /** What somebody does to one row, and which entries tell otherwise. */
  record Tampering(String sql, long first, long last) {}

  private static Tampering at(long entry, String sql) {
    return new Tampering(sql, entry, entry);
  }

  private static Tampering anywhere(String sql) {
    return new Tampering(sql, 1, 10);
  }

  /** In the order in which they are found: holds, escalations, packs, each by name. */
  static Stream<List<Tampering>> tamperings() {
    return Stream.of(
        List.of(
            at(2, "DELETE FROM hold WHERE name = 'case'"),
            at(10, "UPDATE escalation SET reason = 'none' WHERE state = 'denied'"),
            at(8, "UPDATE escalation SET state = 'approved', used_by = NULL WHERE state = 'used'"),
            at(5, "UPDATE escalation SET state = 'approved' WHERE state = 'queued'"),
            at(1, "UPDATE pack SET plan = '{}'")),
        List.of(
            at(2, "UPDATE hold SET until = since"),
            at(10, "UPDATE escalation SET state = 'approved' WHERE state = 'denied'"),
            at(8, "UPDATE escalation SET used_by = 'evt_other' WHERE state = 'used'"),
            at(5, "UPDATE escalation SET claimed_by = 'eve' WHERE state = 'queued'"),
            at(1, "UPDATE pack SET version = '1.0.1'")),
        List.of(
            at(2, "UPDATE hold SET reason = 'none'"),
            at(10, "UPDATE escalation SET draft = 'none' WHERE state = 'denied'"),
            at(8, "UPDATE escalation SET resolved_by = 'ben' WHERE state = 'used'"),
            at(
                5,
                "UPDATE escalation SET draft = replace(draft, 'gpt-4o', 'gpt-5')"
                    + " WHERE state = 'queued'"),
            at(1, "UPDATE pack SET sources = '{\"a.yaml\":\"pack: other\"}'")),
        List.of(
            anywhere("INSERT INTO hold SELECT 'new', since, until, reason FROM hold"),
            at(4, "INSERT INTO hold SELECT 'old', since, until, reason FROM hold LIMIT 1"),
            anywhere(
                "INSERT INTO escalation (id, binding, state, created, expires, draft) SELECT"
                    + " 'esc_1', binding, state, created, expires, draft FROM escalation"
                    + " WHERE state = 'denied'"),
            at(8, "DELETE FROM escalation WHERE state = 'used'"),
            at(5, "UPDATE escalation SET expires = expires + 86400000 WHERE state = 'queued'"),
            at(1, "DELETE FROM pack")),
        List.of(
            at(
                10,
                "UPDATE escalation SET created = created + 86400000, expires = expires + 86400000"
                    + " WHERE state = 'denied'"),
            at(
                5,
                "UPDATE escalation SET binding = (SELECT o.binding FROM escalation AS o"
                    + " WHERE o.state = 'denied') WHERE state = 'queued'")),
        List.of(
            anywhere("INSERT INTO outbox (json) VALUES ('nonsense')"),
            at(2, "UPDATE hold SET since = 'nonsense'"),
            at(
                10,
                "UPDATE escalation SET claimed_at = claimed_at + 86400000 WHERE state = 'denied'"),
            at(8, "UPDATE escalation SET used_at = NULL WHERE state = 'used'"),
            at(5, "UPDATE escalation SET assignee = 'eve' WHERE state = 'queued'"),
            at(1, "UPDATE pack SET sources = 'nonsense'")));
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void findsWhatIsKeptAndTheTrailDoesNotSay(List<Tampering> tamperings) throws Exception {
    administer();
    tamper(
        Stream.concat(Stream.of(attached()), tamperings.stream().map(Tampering::sql))
            .toArray(String[]::new));

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactlyElementsOf(
            tamperings.stream()
                .map(one -> tuple(Kind.CONTRADICTED, one.first(), one.last()))
                .toList());
  }

  /** Without its trail nothing can be said of what is kept, and that is said. */
  @Test
  void anEntryThatWasChangedIsToldAndNothingIsComparedWithIt() throws Exception {
    administer();
    tamper(
        "UPDATE administration SET json = replace(CAST(json AS TEXT), 'a suit', 'none')"
            + " WHERE sequence = 2");
    Verification found = verify();
    assertThat(found.breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(tuple(Kind.CHANGED, 2L));
    assertThat(found.administration()).isFalse();
  }

  /** As somebody put it there, with its leaf, behind the newest checkpoint. */
  @Test
  void anEntryThatCannotBeReadIsOneFindingAmongOthers() throws Exception {
    administer();
    for (String action : List.of("hold.released", "escalation.opened", "pack.loaded")) {
      putIn(action, "\"details\":{\"event_id\":7}");
      putIn(action, "\"details\":{},\"more\":1");
    }
    tamper(attached(), "DELETE FROM hold WHERE name = 'case'");
    Verification found = verify();
    assertThat(found.breaches())
        .filteredOn(breach -> breach.first() > 10)
        .extracting(Breach::kind, Breach::first)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(11, 16).mapToObj(at -> tuple(Kind.CONTRADICTED, at)).toList());
    assertThat(found.breaches())
        .filteredOn(breach -> breach.first() > 10)
        .allSatisfy(breach -> assertThat(breach.message()).contains("cannot be read"));
    assertThat(found.administration()).isTrue();
    try (Administration administration = Ledgers.openAdministration(folder(), Instant::now);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, Instant::now)) {
      assertThatThrownBy(upkeep::requireHolds)
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("entry 11 of the trail, about a hold, cannot be read");
    }
  }

  private void putIn(String action, String rest) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      long next;
      try (ResultSet last = statement.executeQuery("SELECT max(sequence) FROM leaf")) {
        assertThat(last.next()).isTrue();
        next = last.getLong(1) + 1;
      }
      String json =
          ("{\"id\":\"adm_%1$d\",\"event_type\":\"administration\",\"timestamp\":"
                  + "\"1970-01-01T00:00:00.000000Z\",\"schema_version\":1,\"action\":\"%2$s\","
                  + "\"actor\":{\"kind\":\"operator\",\"name\":\"olga\"},\"subject\":\"case\",%3$s}")
              .formatted(next, action, rest);
      try (PreparedStatement entry =
          connection.prepareStatement(
              "INSERT INTO administration (sequence, id, at, action, actor, json) VALUES (?, ?, 0,"
                  + " ?, 'olga', ?)")) {
        entry.setLong(1, next);
        entry.setString(2, "adm_" + next);
        entry.setString(3, action);
        entry.setString(4, json);
        entry.executeUpdate();
      }
      try (PreparedStatement leaf =
          connection.prepareStatement("INSERT INTO leaf (sequence, hash) VALUES (?, ?)")) {
        leaf.setLong(1, next);
        leaf.setBytes(2, Leaves.hash(bytes(json), null).toBytes());
        leaf.executeUpdate();
      }
    }
  }

  /** What was done a moment ago may be in the one place and not yet in the other. */
  @Test
  void whatIsOnItsWayContradictsNothing() throws Exception {
    administer();
    try (Administration administration = Ledgers.openAdministration(folder(), Instant::now)) {
      administration.hold(new Hold("case", THEN, THEN.plusSeconds(1), "another"), OLGA);
      assertThat(verify().breaches()).isEmpty();
    }
    try (Administration administration = Ledgers.openAdministration(folder(), () -> THEN)) {
      administration.hold(new Hold("later", THEN, THEN.plusSeconds(1), "another"), OLGA);
      assertThat(verify().breaches()).isEmpty();
    }
  }

  private static String captured(String route, String category) {
    return """
    {"format": 1, "mode": "redacted", "phases": [
      {"phase": "input", "request": {"model": "gpt-4o", "route": "%s", "stream": false},
       "segments": [{"text": "a"}], "findings": [
        [0, 1, 2, "%s", "EMAIL", 0.9, "pattern", "as_written", "email", 1, 2, 3]]}]}
    """
        .formatted(route, category);
  }

  @Test
  void findsACaptureThatIsOfSomethingElse() throws Exception {
    DecisionEvent full = SampleEvents.full();
    var finding = full.findings().getFirst();
    assertThat(full.findings()).hasSize(1);
    String json =
        captured(full.route(), finding.category())
            .replace("\"email\"", '"' + finding.detector() + '"')
            .replace("gpt-4o", full.model());
    List<String> captures =
        List.of(
            json,
            json.replace(full.route(), "/v1/other"),
            json.replace(full.model(), "other"),
            json.replace(finding.category(), "pii.other"),
            json.replaceAll("(?s)\\[0, 1.*?]", ""),
            json.substring(9));
    try (EventStore store = Impatient.open(folder())) {
      for (int at = 0; at < captures.size(); at++) {
        DecisionEvent event =
            EventJson.read(bytes(EventJson.write(full).replace(full.id(), "evt_" + at)));
        store.append(event, StoredCapture.open("redacted", bytes(captures.get(at))));
      }
    }
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(2, 6).mapToObj(at -> tuple(Kind.CONTRADICTED, at)).toList());
  }

  @Test
  void findsASealedCaptureThatIsNone() throws Exception {
    CaptureKey key = CaptureKey.of("5a".repeat(32));
    try (EventStore store = Impatient.open(folder())) {
      for (int at = 1; at <= 5; at++) {
        String id = "evt_" + at;
        store.append(
            SampleEvents.allowed(id, SampleEvents.NOON),
            StoredCapture.sealed("full", bytes("{}"), key, id));
      }
    }
    assertThat(verify().breaches()).isEmpty();
    tamper(
        "UPDATE capture SET mode = 'redacted' WHERE sequence = 1",
        "UPDATE capture SET key = NULL WHERE sequence = 2",
        "UPDATE capture SET omitted = 'too_large' WHERE sequence = 3",
        "UPDATE capture SET sequence = 7 WHERE sequence = 4");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(
            tuple(Kind.CONTRADICTED, 1L),
            tuple(Kind.CONTRADICTED, 2L),
            tuple(Kind.CONTRADICTED, 3L),
            tuple(Kind.CONTRADICTED, 7L));
  }

  @Test
  void findsACaptureThatIsSaidNotToBeKept() throws Exception {
    try (EventStore store = Impatient.open(folder())) {
      store.append(
          SampleEvents.allowed("evt_1", SampleEvents.NOON),
          StoredCapture.omitted("redacted", "too_large"));
      store.append(
          SampleEvents.allowed("evt_2", SampleEvents.NOON),
          StoredCapture.open("redacted", bytes("{}")));
    }
    assertThat(verify().breaches()).isEmpty();
    tamper("UPDATE capture SET omitted = 'too_large' WHERE sequence = 2");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::message)
        .containsExactly(
            tuple(
                Kind.CONTRADICTED,
                2L,
                "the capture of event 2 is said not to be kept, and is there"));
  }
}
