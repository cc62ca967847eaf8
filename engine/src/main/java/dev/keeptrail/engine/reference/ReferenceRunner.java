package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PhaseInput;

/** Runs one chain by interpreting it, afresh for each request. */
public final class ReferenceRunner implements ChainRunner {
  private final ChainSpec chain;

  public ReferenceRunner(ChainSpec chain) {
    this.chain = chain;
  }

  @Override
  public ChainResult run(PhaseInput input) {
    return new ChainInterpreter(chain, input).run();
  }

  @Override
  public void close() {
    // Nothing is held between requests.
  }
}
