package dev.keeptrail.repl.run;

/** Is told now and then how far a replay has come. */
@FunctionalInterface
public interface ReplayProgress {
  /**
   * How far it has come.
   *
   * @param done exchanges so far
   * @param total how many there are; negative where nobody knows
   */
  void at(long done, long total);
}
