package dev.keeptrail.gateway.jwt;

/** A claim that an identity needs is missing, or does not fit into one. */
final class UnfitClaimException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String claim;
  private final String fault;

  /**
   * Neither of the two is from the token.
   *
   * @param claim what the claim is read for, as the operator says it
   * @param fault one word that says what is wrong with it
   */
  UnfitClaimException(String claim, String fault) {
    super("the claim for `" + claim + "` does not fit: " + fault);
    this.claim = claim;
    this.fault = fault;
  }

  String claim() {
    return claim;
  }

  String fault() {
    return fault;
  }
}
