package dev.keeptrail.language.plan;

/** In which order the targets that can answer a request are preferred. */
public enum RoutingStrategy {
  ORDERED("ordered"),
  ROUND_ROBIN("round-robin"),
  /** The one that has answered fastest of late. */
  LATENCY("latency"),
  /** The one whose model costs least for a token in and a token out. */
  COST("cost"),
  /** By chance, in proportion to weights. */
  WEIGHTED("weighted");

  private final String word;

  RoutingStrategy(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
