package dev.keeptrail.detectors.training.injection;

public final class TrainInjection {
  static final long SEED = 20260727;
  static final int MADE = 4000;
  private TrainInjection() {}
}
