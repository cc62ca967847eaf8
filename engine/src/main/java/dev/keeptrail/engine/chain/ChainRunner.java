package dev.keeptrail.engine.chain;

/**
 * One chain in the form that one engine runs. Safe for concurrent use. May throw for its own
 * failures; the program around it turns them into faults.
 */
public interface ChainRunner extends AutoCloseable {
  /** How often the rules of one phase may fire before the evaluation counts as failed. */
  int MAX_FIRINGS = 100_000;

  /**
   * How many combinations of facts the rules of one phase may be tried on before the evaluation
   * counts as failed. An engine that looks joins up instead of trying them does not count those.
   */
  int MAX_JOINS = 20_000_000;

  ChainResult run(PhaseInput input);

  @Override
  void close();
}
