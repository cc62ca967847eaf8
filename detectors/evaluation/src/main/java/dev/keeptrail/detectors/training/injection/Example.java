package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.injection.InjectionFeatures;

/**
 * A row as numbers.
 *
 * @param shingles hashes of its runs of six words, sorted, to tell near copies by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Example(Row row, InjectionFeatures features, long[] shingles) {
  int windows() {
    return Math.max(1, features.blocks() - InjectionFeatures.BLOCKS_PER_WINDOW + 1);
  }

  int end(int window) {
    return Math.min(features.blocks(), window + InjectionFeatures.BLOCKS_PER_WINDOW);
  }
}
