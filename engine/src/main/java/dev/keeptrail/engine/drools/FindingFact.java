package dev.keeptrail.engine.drools;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.exchange.Location;

/** One finding that policies can still see. */
final class FindingFact implements Fact {
  private final Evaluation evaluation;
  private final int index;
  private final Finding finding;
  private final Location location;
  private final CategoryPath path;

  FindingFact(
      Evaluation evaluation, int index, Finding finding, Location location, CategoryPath path) {
    this.evaluation = evaluation;
    this.index = index;
    this.finding = finding;
    this.location = location;
    this.path = path;
  }

  @Override
  public Evaluation evaluation() {
    return evaluation;
  }

  @Override
  public int index() {
    return index;
  }

  Finding finding() {
    return finding;
  }

  Location location() {
    return location;
  }

  CategoryPath path() {
    return path;
  }
}
