package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PhaseInput;
import org.jspecify.annotations.Nullable;

/** Runs one chain by interpreting it, afresh for each request. */
public final class ReferenceRunner implements ChainRunner {
  private final ChainSpec chain;
  private final Watch watch;

  public ReferenceRunner(ChainSpec chain) {
    this(chain, null);
  }

  public ReferenceRunner(ChainSpec chain, @Nullable RuleObserver observer) {
    this.chain = chain;
    this.watch = new Watch(observer);
  }

  @Override
  public ChainResult run(PhaseInput input) {
    return new ChainInterpreter(chain, input, watch).run();
  }

  @Override
  public void close() {
    // Nothing is held between requests.
  }
}
