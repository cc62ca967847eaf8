package dev.keeptrail.ledger.escalation;

import dev.keeptrail.ledger.integrity.Hash;
import java.util.List;
import java.util.Optional;

/** What an escalation's id is worth to somebody who asks again with it. */
public sealed interface Standing {
  /**
   * It was approved and not used.
   *
   * @param content what was held back; empty when nothing was
   */
  record Approved(String id, Hash binding, List<Cover> covers, Optional<HeldContent> content)
      implements Standing {
    public Approved {
      covers = List.copyOf(covers);
    }
  }

  /** It lets nothing through. */
  record Worthless(Why why) implements Standing {}

  /** Why it lets nothing through. */
  enum Why {
    /** There is none of this id for this requester. */
    UNKNOWN("escalation_unknown", "there is no escalation of yours under this id"),
    CHANGED(
        "escalation_changed",
        "the request is not the one that was escalated; send that one unchanged, or this one"
            + " without the header"),
    OPEN("escalation_pending", "nobody has decided about it yet"),
    DENIED("escalation_denied", "it was denied"),
    EXPIRED("escalation_expired", "it has expired; send the request without the header"),
    USED("escalation_used", "its approval was used already; it is good for one answer");

    private final String word;
    private final String message;

    Why(String word, String message) {
      this.word = word;
      this.message = message;
    }

    public String word() {
      return word;
    }

    /** For the one who asks. */
    public String message() {
      return message;
    }
  }
}
