package dev.keeptrail.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportJson;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayOutcome;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.ReplayState;
import dev.keeptrail.repl.run.UnfitStateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class ReplayProperties {
  static final String RECORDED =
      """
      pack: {name: recorded, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      policy:
        pii-detector: {action: redact}
      """;

  static final String CANDIDATE =
      """
      pack: {name: candidate, version: 2.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector, prompt-injection, audit-logger]}
      policy:
        pii-detector: {action: block}
        prompt-injection: {response: {action: flag}}
      """;

  @Property(tries = 12)
  void theReportDependsNeitherOnThreadsNorOnTheOrder(
      @ForAll("traffic") List<ReplayCase> cases,
      @ForAll @IntRange(min = 2, max = 6) int threads,
      @ForAll Random random)
      throws Exception {
    List<ReplayCase> shuffled = new ArrayList<>(cases);
    Collections.shuffle(shuffled, random);

    ReplayReport one = replay(CANDIDATE, cases, 1);
    ReplayReport other = replay(CANDIDATE, shuffled, threads);

    assertThat(ReportJson.of(other)).isEqualTo(ReportJson.of(one));
    assertThat(one.events()).isEqualTo(cases.size());
  }

  @Property(tries = 12)
  void thePackThatRecordedFlipsNothing(@ForAll("traffic") List<ReplayCase> cases) throws Exception {
    ReplayReport report = replay(RECORDED, cases, 2);
    assertThat(report.flipped()).isZero();
    assertThat(report.notReplayable()).isEmpty();
    assertThat(report.events()).isEqualTo(cases.size());
  }

  @Property(tries = 15)
  void aReplayThatIsStoppedAgainAndAgainEndsAsOneThatIsNot(
      @ForAll("traffic") List<ReplayCase> cases,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll Random random)
      throws Exception {
    ReplayReport whole = replay(CANDIDATE, cases, 1);
    try (ReplayPack candidate = Traffic.pack(CANDIDATE, FindingsFrom.AUTO)) {
      var replay = new Replay(candidate, null, new Replay.Options(threads, 5, "auto"));
      String kept = null;
      ReplayOutcome outcome;
      do {
        var left = new AtomicInteger(1 + random.nextInt(4));
        outcome =
            replay.resume(
                Traffic.source(cases),
                kept == null ? null : ReplayState.read(kept),
                () -> left.getAndDecrement() == 0,
                (done, total) -> {});
        ReplayState state = outcome.state();
        assertThat(outcome.report().partial()).isEqualTo(state != null);
        kept = state == null ? null : state.text();
      } while (kept != null);

      assertThat(ReportJson.of(outcome.report())).isEqualTo(ReportJson.of(whole));
    }
  }

  @Example
  void goesOnOnlyWithTheSamePacksAndTheSameTraffic() throws Exception {
    List<ReplayCase> cases =
        cases(
            Traffic.TEXTS.subList(0, 3),
            Traffic.TEXTS.subList(0, 3),
            Collections.nCopies(3, CaptureMode.FULL));
    try (ReplayPack candidate = Traffic.pack(CANDIDATE, FindingsFrom.AUTO);
        ReplayPack other = Traffic.pack(RECORDED, FindingsFrom.AUTO)) {
      var options = new Replay.Options(2, 5, "auto");
      var left = new AtomicInteger(2);
      ReplayState state =
          Objects.requireNonNull(
              new Replay(candidate, null, options)
                  .resume(
                      Traffic.source(cases),
                      null,
                      () -> left.getAndDecrement() == 0,
                      (done, total) -> {})
                  .state());
      assertThatThrownBy(() -> resume(new Replay(other, null, options), cases, state))
          .isInstanceOf(UnfitStateException.class)
          .hasMessageContaining("other packs or options");
      assertThatThrownBy(
              () -> resume(new Replay(candidate, null, options), cases.subList(1, 3), state))
          .isInstanceOf(UnfitStateException.class)
          .hasMessageContaining("the traffic is not what it was");
      assertThatThrownBy(() -> ReplayState.read("{}")).isInstanceOf(UnfitStateException.class);
    }
  }

  private static void resume(Replay replay, List<ReplayCase> cases, ReplayState state)
      throws Exception {
    ReplayOutcome ignored =
        replay.resume(Traffic.source(cases), state, () -> false, (done, total) -> {});
  }

  @Provide
  Arbitrary<List<ReplayCase>> traffic() {
    Arbitrary<String> texts = Arbitraries.of(Traffic.TEXTS);
    Arbitrary<CaptureMode> modes = Arbitraries.of(CaptureMode.REDACTED, CaptureMode.FULL);
    return texts
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .flatMap(prompts ->
            texts
                .list()
                .ofSize(prompts.size())
                .flatMap(answers ->
                    modes
                        .list()
                        .ofSize(prompts.size())
                        .map(kept -> cases(prompts, answers, kept))));
  }

  private static List<ReplayCase> cases(
      List<String> prompts, List<String> answers, List<CaptureMode> modes) {
    try (var traffic = new Traffic(RECORDED)) {
      List<ReplayCase> cases = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        cases.add(traffic.exchange(i, prompts.get(i), answers.get(i), modes.get(i)));
      }
      return cases;
    } catch (dev.keeptrail.engine.PlanLoadException e) {
      throw new AssertionError(e);
    }
  }

  private static ReplayReport replay(String pack, List<ReplayCase> cases, int threads)
      throws Exception {
    try (ReplayPack candidate = Traffic.pack(pack, FindingsFrom.AUTO)) {
      return new Replay(candidate, null, new Replay.Options(threads, 5, "auto"))
          .run(Traffic.source(cases), () -> false, (done, total) -> {});
    }
  }
}
