package dev.keeptrail.repl.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.repl.Traffic;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.report.ReportMaker;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Traffic at other prices. */
final class RepricedSourceTest {
  private static final ReportMaker MAKER =
      new ReportMaker("1.2.3", Instant.parse("2026-11-25T10:00:00.5Z"));

  private static final String THRIFTY =
      """
      pack: {name: thrifty, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [thrift]}
      policy:
        thrift:
          kind: rules
          on: [output]
          rules:
            - {name: dear, when: "usage(cost_usd > 1)", then: {block: thrift.dear}}
      """;

  @Test
  void costsAreCountedAnewAndRulesSeeThem() throws Exception {
    ReplayReport before = replay(null);
    assertThat(before.count(Change.SAME)).isEqualTo(2);
    assertThat(ReportForm.JSON.render(before, MAKER)).doesNotContain("prices");

    ReplayReport dear = replay(5.0);
    assertThat(dear.count(Change.TIGHTENED)).isEqualTo(1);
    assertThat(dear.count(Change.SAME)).isEqualTo(1);
    assertThat(dear.totals().recordedUsd()).isEqualTo(5.0);
    for (ReportForm form : List.of(ReportForm.JSON, ReportForm.TABLE, ReportForm.MARKDOWN)) {
      assertThat(form.render(dear, MAKER)).contains("2027-01-01");
    }
  }

  @Test
  void aModelWithoutAPriceIsCountedAndCostsNothing() throws Exception {
    var source = new RepricedSource(Traffic.source(cases()), (event, usage) -> cost(null));
    ReplayCase first = source.next().orElseThrow().read();
    ReplayCase second = source.next().orElseThrow().read();
    assertThat(source.unpriced()).isEqualTo(1);
    assertThat(Objects.requireNonNull(first.event()).cost()).isEqualTo(cost(null));
    assertThat(facts(first)).allMatch(fact -> !fact.fields().containsKey("cost_usd"));
    assertThat(second).isEqualTo(cases().getLast());
  }

  private static List<Fact> facts(ReplayCase one) {
    return Objects.requireNonNull(one.exchange()).phases().stream()
        .flatMap(phase -> phase.content().facts().stream())
        .filter(fact -> fact.type() == FactType.USAGE)
        .toList();
  }

  private static DecisionEvent.Cost cost(@Nullable Double usd) {
    return new DecisionEvent.Cost(usd, usd, usd, usd != null, "2027-01-01", "sha256:0");
  }

  private static ReplayReport replay(@Nullable Double usd) throws Exception {
    ReplaySource source = Traffic.source(cases());
    String prices = usd == null ? null : "2027-01-01";
    try (ReplayPack pack = Traffic.pack(THRIFTY, FindingsFrom.AUTO)) {
      return new Replay(pack, null, new Replay.Options(2, 10, "auto", prices))
          .run(
              usd == null ? source : new RepricedSource(source, (event, usage) -> cost(usd)),
              () -> false,
              (done, total) -> {});
    }
  }

  /** One whose tokens were counted, and one of which nothing is known. */
  private static List<ReplayCase> cases() throws Exception {
    List<ReplayCase> cases = new ArrayList<>();
    try (var traffic = new Traffic(THRIFTY)) {
      cases.add(counted(traffic.exchange(0, "hello", "hi", CaptureMode.FULL)));
      cases.add(traffic.exchange(0, "again", "hi", CaptureMode.FULL));
    }
    return cases;
  }

  private static ReplayCase counted(ReplayCase one) throws Exception {
    String event = EventJson.write(Objects.requireNonNull(one.event()));
    String counted =
        event.replace(
            "\"usage\":null",
            "\"usage\":{\"input_tokens\":10,\"output_tokens\":5,\"total_tokens\":15}");
    assertThat(counted).isNotEqualTo(event);
    CapturedExchange exchange = Objects.requireNonNull(one.exchange());
    return new ReplayCase(
        one.id(),
        EventJson.read(counted),
        new CapturedExchange(
            exchange.mode(), exchange.phases().stream().map(RepricedSourceTest::counted).toList()),
        "");
  }

  private static CapturedPhase counted(CapturedPhase phase) {
    PhaseContent content = phase.content();
    if (!phase.isOfAnswer()) {
      return phase;
    }
    List<Fact> facts = new ArrayList<>(content.facts());
    facts.add(new Fact(FactType.USAGE, "", Map.of("cost_usd", new Value.Decimal(0.1))));
    return new CapturedPhase(
        new PhaseContent(
            content.phase(),
            content.request(),
            content.segments(),
            facts,
            content.unscanned(),
            content.references()),
        phase.asked(),
        phase.findings(),
        phase.sensitive(),
        phase.masked(),
        phase.faulted(),
        phase.decided());
  }
}
