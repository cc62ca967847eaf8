package dev.keeptrail.engine.kind;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One policy block as the engines run it.
 *
 * @param scan what to look for on the policy's behalf
 * @param rules in rule order, with distinct names
 * @param markers how masked text looks
 * @param message what a refused caller is told; null leaves it to the gateway
 * @param check what looks at tool calls before the rules do; null for nothing
 * @param similar texts that others are compared with by meaning; null for none
 * @param answers what looks at answers before the rules do; null for nothing
 * @param failsClosed whether a fault blocks, whatever the fail mode says
 * @param wantsOpinion whether a judge is to be asked about answers that policies before it flag
 */
public record PolicyLowering(
    ScanRequest scan,
    List<Rule> rules,
    MarkerStyle markers,
    @Nullable String message,
    @Nullable CallCheck check,
    @Nullable SimilarTexts similar,
    @Nullable AnswerCheck answers,
    boolean failsClosed,
    boolean wantsOpinion) {
  public PolicyLowering {
    rules = List.copyOf(rules);
    if (rules.stream().map(Rule::name).distinct().count() != rules.size()) {
      throw new IllegalArgumentException("rule names repeat");
    }
  }

  /** A policy whose rules look at tool calls as they are. */
  public PolicyLowering(
      ScanRequest scan, List<Rule> rules, MarkerStyle markers, @Nullable String message) {
    this(scan, rules, markers, message, null, null, null, false, false);
  }

  /** A policy that compares no texts by what they mean. */
  public PolicyLowering(
      ScanRequest scan,
      List<Rule> rules,
      MarkerStyle markers,
      @Nullable String message,
      @Nullable CallCheck check) {
    this(scan, rules, markers, message, check, null, null, false, false);
  }

  /** The same policy, which compares texts by what they mean. */
  public PolicyLowering comparing(SimilarTexts texts) {
    return new PolicyLowering(
        scan, rules, markers, message, check, texts, answers, failsClosed, wantsOpinion);
  }

  /** The same policy, which has answers looked at before its rules are tried. */
  public PolicyLowering measuring(AnswerCheck measure) {
    return new PolicyLowering(
        scan, rules, markers, message, check, similar, measure, failsClosed, wantsOpinion);
  }

  /** The same policy, which blocks when something that it needs fails. */
  public PolicyLowering failingClosed() {
    return new PolicyLowering(
        scan, rules, markers, message, check, similar, answers, true, wantsOpinion);
  }

  /** The same policy, which wants to know what a judge thinks of flagged answers. */
  public PolicyLowering wantingOpinion() {
    return new PolicyLowering(
        scan, rules, markers, message, check, similar, answers, failsClosed, true);
  }

  /** A policy that masks nothing and tells callers nothing of its own. */
  public static PolicyLowering of(ScanRequest scan, List<Rule> rules) {
    return new PolicyLowering(scan, rules, MarkerStyle.LABEL, null);
  }
}
