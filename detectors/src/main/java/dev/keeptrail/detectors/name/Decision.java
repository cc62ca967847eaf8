package dev.keeptrail.detectors.name;

/**
 * Picks the tag of one token from its features. While training it learns as well, which is why the
 * tagger does not know the weights. Not shared between threads.
 */
public interface Decision {
  /**
   * The tag of the next token that is looked at.
   *
   * @param rows the token's features, as rows of the weight table; valid up to {@code count}
   * @param previous the tag given to the token before
   */
  int tag(int token, int[] rows, int count, int previous);

  /** How far the picked tag was ahead of the next best, in units of the weights. */
  int margin();
}
