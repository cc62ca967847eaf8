package dev.keeptrail.ledger.integrity;

/**
 * Something in a ledger that is not as it was recorded.
 *
 * @param first number of the first event that it is about
 * @param last number of the last one
 */
public record Breach(Kind kind, long first, long last, String message) {
  /** What is wrong. */
  public enum Kind {
    /** An event says something else than when it was recorded. */
    CHANGED("changed"),
    /** An event is not there. */
    MISSING("missing"),
    /** What queries go by is not what the event says. */
    MISFILED("misfiled"),
    /** What was counted of the events of an hour is not what they come to. */
    MISCOUNTED("miscounted"),
    /** What is kept beside events is not what they, or the trail, say of it. */
    CONTRADICTED("contradicted"),
    /** Events in this range, or their order, are not those that were signed. */
    REWRITTEN("rewritten"),
    /** Events that were signed are not there any more. */
    TRUNCATED("truncated"),
    /** What is kept of the tree is not what the events make: nobody can go on from it. */
    DAMAGED("damaged"),
    /** A checkpoint is damaged or signed by no key that is known, or there is none. */
    UNSIGNED("unsigned");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** Whether events themselves are not what was recorded, so that nothing can go by them. */
    public boolean isOfEvents() {
      return switch (this) {
        case CHANGED, MISSING, REWRITTEN, TRUNCATED -> true;
        case MISFILED, MISCOUNTED, CONTRADICTED, DAMAGED, UNSIGNED -> false;
      };
    }
  }
}
