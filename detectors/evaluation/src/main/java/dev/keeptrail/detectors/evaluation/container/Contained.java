package dev.keeptrail.detectors.evaluation.container;

/** A text inside a container, and where each of its UTF-16 units went. */
public final class Contained {
  private final String text;
  private final int[] starts;
  private final int[] ends;

  Contained(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** The container with the text in it. */
  public String text() {
    return text;
  }

  /** Where the writing of the unit at an offset of the text begins. */
  public int start(int unit) {
    return starts[unit];
  }

  /** Where the writing of the unit at an offset of the text ends, exclusive. */
  public int end(int unit) {
    return ends[unit];
  }

  /** The same text, with this container in another. */
  Contained in(Form outer) {
    Contained whole = outer.write(text);
    var outerStarts = new int[starts.length];
    var outerEnds = new int[ends.length];
    for (int i = 0; i < starts.length; i++) {
      outerStarts[i] = whole.start(starts[i]);
      outerEnds[i] = whole.end(ends[i] - 1);
    }
    return new Contained(whole.text(), outerStarts, outerEnds);
  }
}
