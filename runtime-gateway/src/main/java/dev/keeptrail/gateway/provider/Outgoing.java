package dev.keeptrail.gateway.provider;

import java.util.List;

/**
 * A request on its way to a target: its body in canonical form, and what stands in a header there.
 * A class, not a record, because it holds bytes.
 */
public final class Outgoing {
  private final byte[] body;
  private final List<String> betas;

  private Outgoing(byte[] body, List<String> betas) {
    this.body = body;
    this.betas = List.copyOf(betas);
  }

  /**
   * A request with nothing beside its body.
   *
   * @param body not copied, and not to be changed any more
   */
  public static Outgoing of(byte[] body) {
    return new Outgoing(body, List.of());
  }

  /**
   * A request to Anthropic.
   *
   * @param betas what of the API it asks for that is not for everybody yet; plain tokens
   */
  public static Outgoing of(byte[] body, List<String> betas) {
    return new Outgoing(body, betas);
  }

  /** The bytes themselves, not a copy. */
  byte[] body() {
    return body;
  }

  List<String> betas() {
    return betas;
  }
}
