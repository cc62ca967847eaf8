package dev.keeptrail.gateway.provider;

import java.util.List;

/**
 * A request on its way to a target: its body in canonical form, and what stands in a header there.
 * A class, not a record, because it holds bytes.
 */
public final class Outgoing {
  private final byte[] body;
  private final List<String> betas;

  private final Recall recall;

  private Outgoing(byte[] body, List<String> betas, Recall recall) {
    this.body = body;
    this.betas = List.copyOf(betas);
    this.recall = recall;
  }

  /**
   * A request with nothing beside its body.
   *
   * @param body not copied, and not to be changed any more
   */
  public static Outgoing of(byte[] body) {
    return new Outgoing(body, List.of(), new Recall());
  }

  /**
   * A request to Anthropic.
   *
   * @param betas what of the API it asks for that is not for everybody yet; plain tokens
   */
  public static Outgoing of(byte[] body, List<String> betas) {
    return new Outgoing(body, betas, new Recall());
  }

  /** The same, asked for as long as nobody calls it back. */
  public Outgoing until(Recall called) {
    return new Outgoing(body, betas, called);
  }

  Recall recall() {
    return recall;
  }

  /** The bytes themselves, not a copy. */
  byte[] body() {
    return body;
  }

  List<String> betas() {
    return betas;
  }
}
