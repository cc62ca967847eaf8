package dev.keeptrail.language.archive;

/**
 * What the pack's own tests came to when the archive was built.
 *
 * @param engine the engine that decided
 */
public record TestAttestation(int total, int passed, int failed, String engine) {
  public TestAttestation {
    if (total < 0 || passed < 0 || failed < 0 || passed + failed != total) {
      throw new IllegalArgumentException("passed and failed tests must add up to the total");
    }
  }
}
