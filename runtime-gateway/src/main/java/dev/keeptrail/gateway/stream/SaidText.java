package dev.keeptrail.gateway.stream;

/** What was said of one text so far. Confined to one thread. */
public final class SaidText {
  private final StringBuilder said = new StringBuilder();

  public void add(String text) {
    said.append(text);
  }

  /**
   * What is left to say of the whole text.
   *
   * @throws DisagreementException when the text begins otherwise than what was said
   */
  public String rest(String whole, String place) throws DisagreementException {
    if (whole.length() < said.length() || !whole.startsWith(said.toString())) {
      throw new DisagreementException(place);
    }
    return whole.substring(said.length());
  }
}
