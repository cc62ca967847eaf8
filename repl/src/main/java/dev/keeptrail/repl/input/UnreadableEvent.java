package dev.keeptrail.repl.input;

/** What is known of an event that cannot be read any more. Stateless. */
final class UnreadableEvent {
  /** As long as ids are, and somewhat longer. */
  private static final int LONGEST = 64;

  private UnreadableEvent() {}

  /** The same for each look at it. */
  static ReplayCase of(long sequence, String id) {
    return ReplayCase.missing(
        id(sequence, id), null, "the event cannot be read; `kt ledger verify` says what was done");
  }

  /** What it is called: nothing vouches for the id that the ledger has beside it. */
  static String id(long sequence, String id) {
    boolean fit =
        !id.isEmpty()
            && id.length() <= LONGEST
            && id.chars()
                .allMatch(one -> one == '_' || (one < 128 && Character.isLetterOrDigit(one)));
    return fit ? id : "record " + sequence;
  }
}
