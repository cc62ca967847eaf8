package dev.keeptrail.detectors.name;

/**
 * Tokens that together are one name.
 *
 * @param first the first token
 * @param last the last token, included
 * @param margin how sure the tagger was of the token it was least sure of, in units of the weights
 */
record NameSpan(Tag.Kind kind, int first, int last, int margin) {
  NameSpan over(int from, int to) {
    return new NameSpan(kind, from, to, margin);
  }
}
