package dev.keeptrail.detectors.citation;

/** One citation in a text: from its first character to behind its last. */
record Citation(int start, int end, Kind kind) {
  /** What kinds of citations there are. */
  enum Kind {
    URL("citation.url"),
    ACADEMIC("citation.academic"),
    QUOTE("citation.quote");

    private final String category;

    Kind(String category) {
      this.category = category;
    }

    String category() {
      return category;
    }
  }
}
