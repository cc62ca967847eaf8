package dev.keeptrail.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportJson;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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
