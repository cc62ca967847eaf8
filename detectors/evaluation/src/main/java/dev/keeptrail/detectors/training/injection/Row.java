package dev.keeptrail.detectors.training.injection;

/**
 * One labelled text.
 *
 * @param set the corpus it comes from; made texts have sets that start with {@code made-}
 */
record Row(String set, boolean attack, String language, String subtype, String text) {
  boolean made() {
    return set.startsWith("made-");
  }

  boolean noisy() {
    return set.equals("inj-atr-adversarial") || set.startsWith("deepset");
  }
}
