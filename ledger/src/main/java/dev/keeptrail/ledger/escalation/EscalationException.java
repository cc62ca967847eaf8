package dev.keeptrail.ledger.escalation;

/** What a reviewer asked for is not his to do, or comes too late. */
public final class EscalationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;

  public EscalationException(Why why, String message) {
    super(message);
    this.why = why;
  }

  /** Kinds of refusals, for programs. */
  public enum Why {
    UNKNOWN("escalation_unknown"),
    /** Somebody else has claimed it. */
    CLAIMED("escalation_claimed"),
    /** It is decided, used or expired. */
    SETTLED("escalation_settled"),
    /** It is for somebody else. */
    NOT_YOURS("escalation_not_yours"),
    /** The requester wants to decide. */
    OWN_REQUEST("escalation_own_request"),
    /** The words that came along cannot be taken. */
    UNFIT("escalation_unfit");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Why why() {
    return why;
  }
}
