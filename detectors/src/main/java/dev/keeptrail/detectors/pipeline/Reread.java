package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.view.FoundEdits;

/**
 * One other reading of a stream: the stretch around replaced places, as it is with the replacements
 * in. It is scanned like the text itself, only to see that nothing is found there; if something is,
 * it waits for the end. Confined to one stream.
 */
final class Reread {
  /** As far as readings of whole texts take in what stands before a replaced place. */
  private static final int CONTEXT = 160;

  private static final int TOKEN = 48;

  /** Behind the last place for that long, what comes is read by itself. */
  private static final int APART = 2 * (CONTEXT + TOKEN);

  private final StreamScan scan;
  private final int from;

  /** As far as a finding may stand behind a replaced place that matters to it. */
  private final int label;

  private final IntList edited = new IntList();

  /** Where each replaced place starts and ends in the text itself. */
  private final IntList written = new IntList();

  private int taken;
  private int length;
  private int firstOpen = -1;
  private int lastEnd;

  /** Whether a replaced place may be part of what comes next is called. */
  private boolean labels;

  private Reread(StreamScan scan, int start, int label) {
    this.scan = scan;
    this.from = start;
    this.taken = start;
    this.label = label;
  }

  /**
   * A reading that begins some way before the first replaced place.
   *
   * @param escapes whether what is replaced are escapes, in which a label may be written
   */
  static Reread before(
      int position, char[] chars, StreamPlan plan, Origin origin, int depth, boolean escapes) {
    int from = Math.max(0, position - CONTEXT);
    int least = Math.max(0, from - TOKEN);
    while (from > least && !Character.isWhitespace(chars[from - 1])) {
      from--;
    }
    int label = escapes ? ScannedText.LABEL : 1;
    return new Reread(new StreamScan(plan, origin, depth), from, label);
  }

  /** Whether so much has come behind the last place that the reading can be forgotten. */
  boolean isOver(int position) {
    return firstOpen < 0 && !labels && position - lastEnd > APART;
  }

  /**
   * Reads on.
   *
   * @param edits replaced places that were not seen before
   * @param end up to where no place is replaced but these
   */
  void read(char[] chars, FoundEdits edits, int end) {
    for (int edit = 0; edit < edits.count(); edit++) {
      take(chars, edits.start(edit));
      String instead = edits.codePoint(edit) < 0 ? "" : Character.toString(edits.codePoint(edit));
      edited.add(length);
      edited.add(length + instead.length());
      written.add(edits.start(edit));
      written.add(edits.end(edit));
      scan.append(instead);
      length += instead.length();
      taken = edits.end(edit);
      firstOpen = firstOpen < 0 ? edits.start(edit) : firstOpen;
      lastEnd = taken;
    }
    take(chars, end);
    if (firstOpen >= 0 && scan.settled() > lastEdited() + 1) {
      firstOpen = -1;
    }
    labels = scan.settled() <= lastEdited() + label;
  }

  private int lastEdited() {
    return edited.get(edited.size() - 1);
  }

  private void take(char[] chars, int end) {
    if (end > taken) {
      scan.append(new String(chars, taken, end - taken));
      length += end - taken;
      taken = end;
    }
  }

  /**
   * Start of the first replaced place around which not all is decided, or of what may belong to it
   * in front of it, or of what it may be the label of; else the given position.
   */
  int open(int position) {
    if (firstOpen >= 0) {
      return Math.min(Math.min(firstOpen, settled()), position);
    }
    return labels ? Math.min(settled(), position) : position;
  }

  /** Up to where the reading is decided, as a position of the text itself. */
  private int settled() {
    int settled = scan.settled();
    for (int edit = edited.size() - 2; edit >= 0; edit -= 2) {
      if (edited.get(edit + 1) <= settled) {
        return written.get(edit + 1) + settled - edited.get(edit + 1);
      }
      if (edited.get(edit) <= settled) {
        return written.get(edit);
      }
    }
    return from + settled;
  }

  /** Whether something may be found that the text as written does not show. */
  boolean shows() {
    for (Finding finding : scan.fresh()) {
      if (touches(finding)) {
        return true;
      }
    }
    return scan.waitsForEnd();
  }

  /** A character beside a replaced place, or a label, may be what makes it a finding. */
  private boolean touches(Finding finding) {
    int low = 0;
    int high = edited.size() / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edited.get(2 * middle + 1) < finding.start() - label) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low < edited.size() && edited.get(2 * low) <= finding.end() + 1;
  }
}
