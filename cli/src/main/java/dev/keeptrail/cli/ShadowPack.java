package dev.keeptrail.cli;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.gateway.shadow.ShadowJudge;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.compare.Divergence;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import dev.keeptrail.repl.run.ReplayPack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A candidate beside live traffic: a replay of each exchange as it comes. */
record ShadowPack(ReplayPack pack) implements ShadowJudge {
  private static final int MAX_EDITS = 100;

  @Override
  public String label() {
    return pack.judged().plan().pack().label();
  }

  @Override
  public String digest() {
    return pack.judged().planDigest();
  }

  @Override
  public ShadowRecord judge(DecisionEvent event, CapturedExchange exchange) {
    Comparison comparison = pack.compare(event, exchange);
    Trial candidate = comparison.candidate();
    Divergence parting = comparison.divergence();
    Trial.Step before = parting == null ? null : parting.baseline();
    Trial.Step now = parting == null ? null : parting.candidate();
    List<String> edits =
        comparison.edits().stream().limit(MAX_EDITS).map(edit -> edit.words(exchange)).toList();
    var about = pack.judged().plan().pack();
    return new ShadowRecord(
        event.id(),
        event.timestamp(),
        about.name(),
        about.version(),
        digest(),
        comparison.change().word(),
        comparison.needs(),
        candidate == null ? null : candidate.verdict().word(),
        candidate == null ? null : candidate.reasonCode(),
        candidate == null ? null : candidate.policy(),
        before == null ? null : words(ReplayPack.unplaced(before)),
        now == null ? null : words(pack.rule(now)),
        edits);
  }

  private static @Nullable String words(RuleRef rule) {
    String name = rule.policy() + "." + rule.rule();
    return rule.place().isEmpty() ? name : name + " at " + rule.place();
  }

  @Override
  public void close() {
    pack.close();
  }
}
