package dev.keeptrail.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keeptrail.language.archive.ReplayAttestation;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.CaptureLine;
import dev.keeptrail.repl.input.FileSource;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.input.Sample;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.report.AttestedReport;
import dev.keeptrail.repl.report.Flip;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.report.ReportJson;
import dev.keeptrail.repl.report.ReportMaker;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReplayTest {
  private static final ReportMaker MAKER =
      new ReportMaker("1.2.3", Instant.parse("2026-11-25T10:00:00.5Z"));

  @ParameterizedTest
  @EnumSource(value = CaptureMode.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void tellsWeakenedFromTightenedAndWhereTheTracesPart(CaptureMode mode) throws Exception {
    ReplayReport report = replay(ReplayProperties.CANDIDATE, null, traffic(mode));

    assertThat(report.count(Change.TIGHTENED)).isEqualTo(2);
    assertThat(report.count(Change.WEAKENED)).isEqualTo(1);
    assertThat(report.count(Change.SAME)).isEqualTo(3);
    assertThat(report.transitions())
        .containsEntry("redact>block", 2L)
        .containsEntry("block>allow", 1L)
        .containsEntry("allow>allow", 3L);
    assertThat(report.totals().openEnds()).isEqualTo(1);
    assertThat(report.totals().savedUsd()).isEqualTo(0.4);
    assertThat(report.totals().newlyAsked()).isEqualTo(1);
    assertThat(report.flips())
        .extracting(Flip::change, Flip::excerpt)
        .contains(tuple(Change.TIGHTENED, "write to [EMAIL_1] please"));
    assertThat(ReportJson.of(report)).doesNotContain(Traffic.MAIL, "4111", "user0", "user1");
    assertThat(report.rules()).isNotEmpty();
  }

  /** A kind of change that is rare and comes late is among the examples all the same. */
  @Test
  void examplesAreOfEveryKindOfChange() throws Exception {
    List<ReplayCase> cases = new ArrayList<>();
    try (var traffic = new Traffic(ReplayProperties.RECORDED)) {
      for (int i = 0; i < 30; i++) {
        cases.add(traffic.exchange(i, Traffic.TEXTS.get(2), "understood", CaptureMode.FULL));
      }
      cases.add(traffic.exchange(30, Traffic.TEXTS.get(1), "understood", CaptureMode.FULL));
    }
    try (ReplayPack pack = Traffic.pack(ReplayProperties.CANDIDATE, FindingsFrom.AUTO)) {
      ReplayReport report =
          new Replay(pack, null, new Replay.Options(2, 3, "auto"))
              .run(Traffic.source(cases), () -> false, (done, total) -> {});
      assertThat(report.flips())
          .extracting(Flip::change, Flip::id)
          .containsExactly(
              tuple(Change.WEAKENED, Traffic.id(0)),
              tuple(Change.WEAKENED, Traffic.id(1)),
              tuple(Change.TIGHTENED, Traffic.id(30)));
    }
    ReplayReport all = replay(ReplayProperties.CANDIDATE, null, cases);
    assertThat(all.flips()).hasSize(31);
    assertThat(ReportForm.MARKDOWN.render(all, MAKER)).contains("| weakened |", "| tightened |");
  }

  /** Workers that are late find the end as well as those that took it first. */
  @Test
  void endsWithMoreThreadsThanExchanges() throws Exception {
    List<ReplayCase> one = traffic(CaptureMode.FULL).subList(0, 1);
    try (ReplayPack pack = Traffic.pack(ReplayProperties.RECORDED, FindingsFrom.AUTO)) {
      for (int round = 0; round < 500; round++) {
        var replay = new Replay(pack, null, new Replay.Options(8, 5, "auto"));
        ReplayReport report =
            assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> replay.run(Traffic.source(one), () -> false, (done, total) -> {}));
        assertThat(report.events()).isEqualTo(1);
      }
    }
  }

  @Test
  void placeholdersAnswerWhatWasFoundAndNotWhatNobodyLookedFor() throws Exception {
    List<ReplayCase> cases = traffic(CaptureMode.REDACTED);
    String cards =
        ReplayProperties.RECORDED.replace("pii-detector, audit", "pii-detector, dlp-filter, audit");
    assertThat(cards).isNotEqualTo(ReplayProperties.RECORDED);
    assertThat(replay(cards, null, cases).count(Change.NOT_REPLAYABLE)).isZero();

    String words =
        """
        pack: {name: words, version: 1.0.0}
        providers: {targets: [{id: sim, provider: simulated}]}
        policies: {chain: [entity-list-filter]}
        policy:
          entity-list-filter: {blocked_entities: [falcon]}
        """;
    ReplayReport unknown = replay(words, null, cases);
    assertThat(unknown.count(Change.NOT_REPLAYABLE)).isEqualTo(2);
    assertThat(unknown.notReplayable())
        .extracting(Group::name)
        .allMatch(needs -> needs.contains("in texts with placeholders"));
    assertThat(unknown.flips())
        .extracting(flip -> flip.baseline().verdict(), flip -> flip.candidate().verdict())
        .contains(tuple("allow", "block"));
  }

  @Test
  void aRuleThatReadsMaskedTextIsNotAnswered() throws Exception {
    String reading =
        """
        pack: {name: reading, version: 1.0.0}
        providers: {targets: [{id: sim, provider: simulated}]}
        policies: {chain: [long-texts]}
        policy:
          long-texts:
            kind: rules
            on: [input]
            rules:
              - {name: long, when: "message(length > 1000)", then: {block: long.text}}
        """;
    ReplayReport report = replay(reading, null, traffic(CaptureMode.REDACTED));
    assertThat(report.notReplayable())
        .extracting(Group::name, Group::events)
        .containsExactly(tuple("`message.length` as it was", 2L));
    assertThat(replay(reading, null, traffic(CaptureMode.FULL)).count(Change.NOT_REPLAYABLE))
        .isZero();
  }

  @Test
  void holdsOnePackAgainstAnotherWhereNothingWasDecided() throws Exception {
    List<ReplayCase> undecided =
        traffic(CaptureMode.FULL).stream()
            .map(one -> new ReplayCase(one.id(), null, one.exchange(), ""))
            .toList();
    ReplayReport alone = replay(ReplayProperties.CANDIDATE, null, undecided);
    assertThat(alone.count(Change.NOT_REPLAYABLE)).isEqualTo(6);
    ReplayReport both = replay(ReplayProperties.CANDIDATE, ReplayProperties.RECORDED, undecided);
    assertThat(both.count(Change.TIGHTENED)).isEqualTo(2);
    assertThat(both.count(Change.WEAKENED)).isEqualTo(1);
  }

  @Test
  void reportsForOtherToolsNameTheToolAndTheRun() throws Exception {
    ReplayReport report = replay(ReplayProperties.CANDIDATE, null, traffic(CaptureMode.FULL));
    JsonNode run =
        JsonMapper.shared().readTree(ReportForm.SARIF.render(report, MAKER)).at("/runs/0");

    // The driver of lint, as consumers group by it; the id tells the runs apart.
    assertThat(run.at("/tool/driver/name").asString()).isEqualTo("Keeptrail");
    assertThat(run.at("/automationDetails/id").asString()).isEqualTo("keeptrail/replay/");
    assertThat(run.at("/tool/driver/rules"))
        .as("what GitHub asks for of each rule")
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.at("/shortDescription/text").asString()).isNotBlank();
          assertThat(rule.at("/fullDescription/text").asString()).isNotBlank();
          assertThat(rule.at("/help/text").asString()).isNotBlank();
        });
    assertThat(ReportForm.JUNIT.render(report, MAKER))
        .contains(" timestamp=\"2026-11-25T10:00:00\" hostname=\"localhost\"");
  }

  @Test
  void aStoppedReplaySaysSo() throws Exception {
    var left = new AtomicInteger(3);
    try (ReplayPack pack = Traffic.pack(ReplayProperties.CANDIDATE, FindingsFrom.AUTO)) {
      ReplayReport report =
          new Replay(pack, null, new Replay.Options(2, 10, "auto"))
              .run(
                  Traffic.source(traffic(CaptureMode.FULL)),
                  () -> left.getAndDecrement() <= 0,
                  (done, total) -> {});
      assertThat(report.partial()).isTrue();
      assertThat(report.events()).isEqualTo(3);
      assertThatThrownBy(
              () -> AttestedReport.read(ReportJson.of(report), report.candidate().digest(), null))
          .hasMessageContaining("stopped before its end");
    }
  }

  @Test
  void sarifNamesFlipsSoThatTheyAreFollowedOverRuns() throws Exception {
    List<ReplayCase> traffic = traffic(CaptureMode.FULL);
    String next =
        ReplayProperties.CANDIDATE.replaceFirst("version: \\S+?([,}\\n])", "version: 9.9.9$1");
    assertThat(next).isNotEqualTo(ReplayProperties.CANDIDATE);
    List<String> first =
        fingerprints(replay(ReplayProperties.CANDIDATE, ReplayProperties.RECORDED, traffic));
    List<String> fewer =
        fingerprints(replay(next, ReplayProperties.RECORDED, traffic.reversed().subList(0, 5)));

    assertThat(first).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    assertThat(fewer).isNotEmpty().isSubsetOf(first);
  }

  /** Those that GitHub goes by. */
  private static List<String> fingerprints(ReplayReport report) {
    return JsonMapper.shared()
        .readTree(ReportForm.SARIF.render(report, MAKER))
        .at("/runs/0/results")
        .valueStream()
        .map(result -> result.at("/partialFingerprints/primaryLocationLineHash").asString())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(ReportForm.class)
  void everyFormIsWellFormedAndShowsNothingSensitive(ReportForm form) throws Exception {
    ReplayReport report =
        replay(ReplayProperties.CANDIDATE, ReplayProperties.RECORDED, traffic(CaptureMode.FULL));
    String text = form.render(report, MAKER);
    assertThat(text).endsWith("\n").contains("tightened").doesNotContain(Traffic.MAIL, "4111");
    switch (form) {
      case JSON -> assertThat(JsonMapper.shared().readTree(text).isObject()).isTrue();
      case SARIF ->
          // GitHub refuses the whole file where one result has no place.
          assertThat(JsonMapper.shared().readTree(text).at("/runs/0/results").valueStream())
              .isNotEmpty()
              .allSatisfy(result ->
                  assertThat(
                          result
                              .at("/locations/0/physicalLocation/artifactLocation/uri")
                              .asString())
                      .isNotEmpty());
      case JUNIT ->
          assertThat(
                  DocumentBuilderFactory.newInstance()
                      .newDocumentBuilder()
                      .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                      .getElementsByTagName("testcase")
                      .getLength())
              .isEqualTo(6);
      case CSV ->
          assertThat(text.lines()).hasSize(4).allMatch(line -> line.split(",", -1).length >= 15);
      case HTML ->
          assertThat(text)
              .startsWith("<!DOCTYPE html>")
              .doesNotContain("<script", "http:")
              // On a phone, pictures are as wide as there is room, and rows are cards.
              .contains("name=\"viewport\"", "@media (max-width: 45rem)", "<svg viewBox=")
              .doesNotContainPattern("<(svg|table|td|pre)[^>]* width=");
      case TABLE, MARKDOWN -> assertThat(text).contains("pii-detector", "now");
    }
  }

  @Test
  void anArchiveStatesAReportThatNobodyTouched() throws Exception {
    ReplayReport report = replay(ReplayProperties.CANDIDATE, null, traffic(CaptureMode.FULL));
    String json = ReportJson.of(report);
    String plan = report.candidate().digest();

    ReplayAttestation attested = AttestedReport.read(json, plan, "2026-11-25");
    assertThat(attested.report()).isEqualTo(ReportJson.digest(report));
    assertThat(attested.events()).isEqualTo(6);
    assertThat(attested.flipped()).isEqualTo(3);
    assertThat(attested.count("weakened")).isEqualTo(1);
    assertThat(attested.baseline()).isNull();

    for (String bad : List.of("", "[]", "{}", json.replace("\"weakened\": 1", "\"weakened\": 0"))) {
      assertThatThrownBy(() -> AttestedReport.read(bad, plan, null)).isInstanceOf(Exception.class);
    }
    assertThatThrownBy(() -> AttestedReport.read(json, "sha256:other", null))
        .hasMessageContaining("another plan");
  }

  @Test
  void aFileOfCapturesReplaysAsTheyDo() throws Exception {
    List<ReplayCase> cases = traffic(CaptureMode.REDACTED);
    String file = String.join("\n", cases.stream().map(CaptureLine::write).toList()) + "\n\n";
    try (ReplaySource source = new FileSource("traffic", new StringReader(file), line -> true);
        ReplayPack pack = Traffic.pack(ReplayProperties.CANDIDATE, FindingsFrom.AUTO)) {
      ReplayReport read =
          new Replay(pack, null, new Replay.Options(2, 1_000, "auto"))
              .run(source, () -> false, (done, total) -> {});
      assertThat(ReportJson.of(read))
          .isEqualTo(ReportJson.of(replay(ReplayProperties.CANDIDATE, null, cases)));
    }
  }

  @Test
  void linesThatAreNoCapturesAreNotReplayable() throws Exception {
    String file = "{\"keeptrail_capture\":9}\n{\nnothing\n{\"keeptrail_capture\":1,\"id\":\"x\"}\n";
    try (ReplaySource source = new FileSource("traffic", new StringReader(file), line -> true);
        ReplayPack pack = Traffic.pack(ReplayProperties.CANDIDATE, FindingsFrom.AUTO)) {
      ReplayReport report =
          new Replay(pack, null, new Replay.Options(2, 10, "auto"))
              .run(source, () -> false, (done, total) -> {});
      assertThat(report.count(Change.NOT_REPLAYABLE)).isEqualTo(4);
    }
  }

  @Test
  void aFileThatDoesNotBeginWithACaptureIsRefused() throws Exception {
    try (ReplaySource source =
        new FileSource("`a.har`", new StringReader("{\"messages\":[]}\n"), line -> true)) {
      assertThatThrownBy(source::next)
          .isInstanceOf(ReplayInputException.class)
          .hasMessage(
              "line 1 of `a.har` is JSON and no capture; `kt capture import` makes captures of logs");
    }
  }

  @Test
  void aSampleIsAlwaysTheSame() {
    var one = new Sample(10);
    var other = new Sample(10);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(Traffic.id(i));
    }
    ids.forEach(one::offer);
    ids.reversed().forEach(other::offer);
    List<String> chosen = ids.stream().filter(one).toList();
    assertThat(chosen).hasSize(10).isEqualTo(ids.stream().filter(other).toList());
  }

  static List<ReplayCase> traffic(CaptureMode mode) throws Exception {
    try (var traffic = new Traffic(ReplayProperties.RECORDED)) {
      List<ReplayCase> cases = new ArrayList<>();
      for (String text : Traffic.TEXTS) {
        cases.add(traffic.exchange(cases.size(), text, "understood", mode));
      }
      return cases;
    }
  }

  static ReplayReport replay(String candidate, @Nullable String baseline, List<ReplayCase> cases)
      throws Exception {
    try (ReplayPack pack = Traffic.pack(candidate, FindingsFrom.AUTO);
        ReplayPack other = baseline == null ? null : Traffic.pack(baseline, FindingsFrom.AUTO)) {
      return new Replay(pack, other, new Replay.Options(2, 1_000, "auto"))
          .run(Traffic.source(cases), () -> false, (done, total) -> {});
    }
  }
}
