package dev.keeptrail.repl.input;

import java.util.Optional;
import java.util.OptionalLong;

/** Recorded exchanges as they would have been at other prices. */
public final class RepricedSource implements ReplaySource {
  private final ReplaySource source;
  private final Repricing repricing;

  /**
   * @param source is closed with this one
   */
  public RepricedSource(ReplaySource source, Pricing pricing) {
    this.source = source;
    this.repricing = new Repricing(pricing);
  }

  /** How many exchanges that were read have counted tokens and no price. */
  public long unpriced() {
    return repricing.unpriced();
  }

  @Override
  public OptionalLong count() {
    return source.count();
  }

  @Override
  public Optional<ReplayItem> next() throws ReplayInputException {
    return source.next().map(item -> () -> repricing.of(item.read()));
  }

  @Override
  public void close() {
    source.close();
  }
}
