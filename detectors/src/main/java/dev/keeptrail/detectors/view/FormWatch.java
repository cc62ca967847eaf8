package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.PassRun;
import dev.keeptrail.detectors.text.EndReachedException;
import dev.keeptrail.detectors.text.LettersAhead;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Watches a text that comes piece by piece for forms that hide in it: cues that turn out to mean
 * nothing are passed over, and the first that means something ends what may be judged in pieces.
 * Confined to one stream.
 */
public final class FormWatch {
  private final PassRun run;
  private int free;

  /** The position that open forms were last looked for at, and where the first of them begins. */
  private int asked = -1;

  private int form;
  private boolean found;

  /** What was found replaced: escapes, the signs that join words, what parts their pieces. */
  private final FoundEdits[] edits = {new FoundEdits(), new FoundEdits(), new FoundEdits()};

  public FormWatch(PassRun run) {
    this.run = run;
  }

  /** Whether a form was found; it begins at the last position or behind it. */
  public boolean isFound() {
    return found;
  }

  /** How many kinds of reading replace places of a text. */
  public int readings() {
    return edits.length;
  }

  /** Whether one kind of reading replaces escapes. */
  public static boolean areEscapes(int reading) {
    return reading == 0;
  }

  /** What the last search found replaced in one kind of reading. */
  public FoundEdits edits(int reading) {
    return edits[reading];
  }

  /**
   * Looks at the cues that the run has noted.
   *
   * @param text as far as it is final, and open
   * @param end up to where it is final
   * @param ahead what follows there
   * @return up to where no form begins, whatever comes
   */
  public int search(ScannedText text, char[] chars, int end, LettersAhead ahead) {
    Cues cues = run.outcome().cues();
    for (FoundEdits each : edits) {
      each.clear();
    }
    try {
      found = found || (cues.any() && Views.hidesInPlace(text, cues, edits[0], edits[1], edits[2]));
    } catch (EndReachedException e) {
      for (FoundEdits each : edits) {
        each.drop();
      }
      return free;
    }
    if (!found) {
      run.forgetCues();
      int start = Math.min(run.openAnchor(chars, end, ahead), run.openRun());
      // WHY: the rest of a word that has begun tells nothing more of what stands before it.
      if (start != asked || form < asked) {
        try {
          form = OpenForms.start(text, start, end, ahead);
        } catch (EndReachedException e) {
          return free;
        }
        asked = start;
      }
      free = Math.max(free, Math.min(form, run.openGroups(chars)));
    }
    return free;
  }

  /** Whether a word stands at a position that no reading takes for the sign of an address. */
  public static boolean isWordAt(ScannedText text, int position, int end, LettersAhead ahead) {
    return !WordAhead.at(text, position, end, ahead).mayBeSign();
  }
}
