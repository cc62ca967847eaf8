package dev.keeptrail.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.SideBySide;
import dev.keeptrail.repl.saved.SavedTest;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What a person approved is an input of the decision, as the texts are. */
final class ApprovedReplayProperties {
  private static final String OFFICE =
      """
      pack: {name: office, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [prompt-injection, human-oversight, pii-detector]}
      policy:
        prompt-injection: {response: {action: escalate}}
        human-oversight: {require_human_for: ["*"]}
        pii-detector: {action: redact}
      """;

  private static final String ATTACK = Traffic.TEXTS.get(2);
  private static final String MAIL = Traffic.TEXTS.get(1);

  @Property(tries = 8)
  void thePackThatRecordedFlipsNothingWhetherItWasApprovedOrNot(
      @ForAll("texts") String prompt, @ForAll("texts") String answer, @ForAll boolean approved)
      throws Exception {
    for (CaptureMode mode : List.of(CaptureMode.REDACTED, CaptureMode.FULL)) {
      Comparison alone = compare(OFFICE, null, record(prompt, answer, mode, approved));
      assertThat(alone.needs()).isEmpty();
      assertThat(alone.change()).isEqualTo(Change.SAME);
      assertThat(Objects.requireNonNull(alone.candidate()).isDelivered()).isEqualTo(approved);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(Traffic.TEXTS);
  }

  @Example
  void itLiftsWhatWasApprovedAndNothingElse() throws Exception {
    ReplayCase approved = record(ATTACK, "fine", CaptureMode.FULL, true);

    Trial tolerant = judged(OFFICE.replace("action: escalate", "action: flag"), approved);
    assertThat(tolerant.isDelivered()).isTrue();
    Comparison strict =
        compare(OFFICE.replace("action: escalate", "action: block"), null, approved);
    assertThat(strict.change()).isEqualTo(Change.TIGHTENED);
    String other =
        OFFICE
            .replace("human-oversight,", "oversight,")
            .replace("human-oversight: {", "oversight: {kind: human-oversight, ");
    Comparison renamed = compare(other, null, approved);
    assertThat(renamed.change()).isEqualTo(Change.TIGHTENED);
    assertThat(Objects.requireNonNull(renamed.candidate()).policy()).isEqualTo("oversight");
    assertThat(compare(OFFICE, OFFICE, approved).change()).isEqualTo(Change.SAME);
  }

  @Example
  void whatElseIsMaskedStaysMasked() throws Exception {
    Trial trial = judged(OFFICE, record("hello", MAIL, CaptureMode.FULL, true));
    assertThat(trial.verdict().word()).isEqualTo("redact");
    assertThat(trial.policy()).isEqualTo("pii-detector");
    assertThat(trial.edits()).hasSize(1);
  }

  /** An approval is bound to the request as it was. */
  @Example
  void itCoversNoOtherRequest() throws Exception {
    ReplayCase approved = record("hello", "fine", CaptureMode.FULL, true);
    ReplayCase other = approved.changed(Objects.requireNonNull(approved.exchange()));
    assertThat(judged(OFFICE, other).verdict().word()).isEqualTo("escalate");
  }

  @Example
  void aSavedTestKeepsIt() throws Exception {
    ReplayCase approved = record(ATTACK, MAIL, CaptureMode.FULL, true);
    SavedTest test = SavedTest.masked("approved", approved, null);
    SavedTest read = SavedTest.parse(test.toJson());
    assertThat(read.course()).isEqualTo(test.course());
    assertThat(read.course().approval().covers()).hasSize(2);
    try (ReplayPack pack = Traffic.pack(OFFICE, FindingsFrom.AUTO)) {
      assertThat(read.run(pack.judged()).passed()).isTrue();
    }
  }

  private static ReplayCase record(String prompt, String answer, CaptureMode mode, boolean approved)
      throws Exception {
    try (var traffic = new Traffic(OFFICE)) {
      return (approved ? traffic.approving() : traffic).exchange(1, prompt, answer, mode);
    }
  }

  private static Trial judged(String pack, ReplayCase recorded) throws Exception {
    return Objects.requireNonNull(compare(pack, null, recorded).candidate());
  }

  private static Comparison compare(
      String candidate, @Nullable String baseline, ReplayCase recorded) throws Exception {
    try (ReplayPack pack = Traffic.pack(candidate, FindingsFrom.AUTO)) {
      if (baseline == null) {
        return new SideBySide(pack, null).compare(recorded);
      }
      try (ReplayPack other = Traffic.pack(baseline, FindingsFrom.AUTO)) {
        return new SideBySide(pack, other).compare(recorded);
      }
    }
  }
}
