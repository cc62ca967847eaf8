package dev.keeptrail.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody has asked a judge about is not decided by a replay. */
final class ReviewReplayTest {
  private static final String PACK =
      """
      pack: {name: reviewed, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [mark, flagged-review]}
      policy:
        mark:
          patterns: {order: 'ORD-[0-9]{4}'}
          rules: [{name: order, when: 'f: finding(category == "custom.mark.order")', then: {flag: mark.order}}]
        flagged-review:
          enforcement: shadow
          provider: {endpoint: "https://judge.example.com/v1/chat/completions", model: judge-1}
      """;

  @Test
  void anOpinionThatNobodyHasIsWhatItTakes() throws Exception {
    var traffic = new Traffic(PACK);
    List<ReplayCase> cases =
        List.of(
            traffic.exchange(1, "Where is it?", "ORD-1234 is on its way", CaptureMode.REDACTED),
            traffic.exchange(2, "Where is it?", "It is on its way", CaptureMode.REDACTED));
    try (ReplayPack pack =
        Traffic.pack(PACK.replace("enforcement: shadow", "mode: judge"), FindingsFrom.AUTO)) {
      ReplayReport report =
          new Replay(pack, null, new Replay.Options(1, 5, "auto"))
              .run(Traffic.source(cases), () -> false, (done, total) -> {});
      assertThat(report.count(Change.SAME)).isEqualTo(1);
      assertThat(report.notReplayable())
          .extracting(Group::name)
          .containsExactly("an opinion of the judge that policy `flagged-review` asks");
    }
  }
}
