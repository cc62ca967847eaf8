package dev.keeptrail.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.engine.plugin.Embedders;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded likeness is judged again without the model. */
final class SimilarityReplayTest {
  private static final String PACK =
      """
      pack: {name: similar, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [embedding-detector]}
      policy:
        embedding-detector:
          enforcement: enforce
          action: block
          timeout_ms: 30000
          similarity_threshold: 0.8
          categories: [{label: fish, reference_text: fish}]
      """;

  @ParameterizedTest
  @EnumSource(value = CaptureMode.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void thresholdsAreTriedWithoutTheModel(CaptureMode mode) throws Exception {
    List<ReplayCase> cases = traffic(mode);
    assertThat(replay(PACK, cases).count(Change.SAME)).isEqualTo(3);
    ReplayReport strict = replay(PACK.replace("0.8", "0.6"), cases);
    assertThat(strict.count(Change.TIGHTENED)).isEqualTo(1);
    assertThat(strict.count(Change.SAME)).isEqualTo(2);
    ReplayReport lax = replay(PACK.replace("action: block", "action: redact"), cases);
    assertThat(lax.count(Change.WEAKENED)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMode.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anotherReferenceIsNotAnsweredByWhatWasRecorded(CaptureMode mode) throws Exception {
    ReplayReport other =
        replay(PACK.replace("reference_text: fish", "reference_text: bird"), traffic(mode));
    assertThat(other.count(Change.NOT_REPLAYABLE)).isEqualTo(3);
    assertThat(other.notReplayable())
        .extracting(Group::name)
        .allMatch(name -> name.contains("custom.embedding_detector.fish"));
  }

  private static List<ReplayCase> traffic(CaptureMode mode) throws Exception {
    var traffic = new Traffic(PACK, Embedders.of(new Animals()));
    return List.of(
        traffic.exchange(1, "a fish", "yes", mode),
        traffic.exchange(2, "a fish and a bird", "yes", mode),
        traffic.exchange(3, "a stone", "yes", mode));
  }

  private static ReplayReport replay(String yaml, List<ReplayCase> cases) throws Exception {
    try (ReplayPack pack = Traffic.pack(yaml, FindingsFrom.AUTO)) {
      return new Replay(pack, null, new Replay.Options(1, 5, "auto"))
          .run(Traffic.source(cases), () -> false, (done, total) -> {});
    }
  }

  /** A toy: how much of a text is fish, and how much is birds. */
  private static final class Animals implements Embedder {
    @Override
    public String version() {
      return "animals";
    }

    @Override
    public List<float[]> embed(List<String> texts, Deadline deadline) {
      return texts.stream().map(Animals::vector).toList();
    }

    private static float[] vector(String text) {
      return new float[] {
        text.split("fish", -1).length - 1f, text.split("bird", -1).length - 1f, 0.1f
      };
    }

    @Override
    public void close() {}
  }
}
