package dev.keeptrail.language.plan;

/**
 * What becomes of a request that is sent again after its answer was refused.
 *
 * @param seconds how long it is refused without asking anybody; 0 for not at all
 * @param tries how often its answer may be refused before that
 */
public record RefusedRepeats(int seconds, int tries) {
  public static final int MAX_SECONDS = 3_600;
  public static final int MAX_TRIES = 100;

  /** What a pack means that says nothing of it: every repeat is asked. */
  public static final RefusedRepeats DEFAULT = new RefusedRepeats(0, 1);
}
