package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.injection.InjectionFeatures;

/** A row as numbers. */
final class Example {
  private final Row row;
  private final InjectionFeatures features;
  private final long[] shingles;

  Example(Row row, InjectionFeatures features, long[] shingles) {
    this.row = row;
    this.features = features;
    this.shingles = shingles;
  }

  Row row() {
    return row;
  }

  InjectionFeatures features() {
    return features;
  }

  long[] shingles() {
    return shingles;
  }

  int windows() {
    return Math.max(1, features.blocks() - InjectionFeatures.BLOCKS_PER_WINDOW + 1);
  }

  int end(int window) {
    return Math.min(features.blocks(), window + InjectionFeatures.BLOCKS_PER_WINDOW);
  }
}
