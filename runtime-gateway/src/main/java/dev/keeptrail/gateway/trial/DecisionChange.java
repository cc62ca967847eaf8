package dev.keeptrail.gateway.trial;

/**
 * How a decision differs from an earlier one on the same input.
 *
 * @param request what the input is called, such as its file
 */
public record DecisionChange(String request, Sort sort, TrialOutcome before, TrialOutcome after) {

  public static DecisionChange of(String request, TrialOutcome before, TrialOutcome after) {
    return new DecisionChange(request, Sort.of(before, after), before, after);
  }

  /** From what matters most to what matters least. */
  public enum Sort {
    /** A stronger verdict. */
    TIGHTENED("tightened"),
    /** A weaker verdict. */
    WEAKENED("weakened"),
    /** The same verdict, and something else is masked. */
    REDACTION("redaction"),
    /** The same outcome for another reason, or by another policy. */
    REASON("reason_only"),
    SAME("same");

    private final String word;

    Sort(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    private static Sort of(TrialOutcome before, TrialOutcome after) {
      if (before.verdict() != after.verdict()) {
        return after.verdict().outranks(before.verdict()) ? TIGHTENED : WEAKENED;
      }
      if (!before.redactions().equals(after.redactions())) {
        return REDACTION;
      }
      return before.equals(after) ? SAME : REASON;
    }
  }
}
