package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.detectors.pass.PassRun;
import dev.keeptrail.detectors.table.TableBeginnings;
import dev.keeptrail.detectors.text.GrowingText;
import dev.keeptrail.detectors.text.LettersAhead;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.view.FormWatch;
import dev.keeptrail.detectors.view.FoundEdits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scans one text while it comes. Four positions follow each other through the normal form: up to
 * where it is final, up to where it was searched for triggers, up to where no hidden form begins,
 * and up to where every detector has decided. Confined to one thread.
 */
final class StreamScan implements TextStream {
  /** Long pieces are taken in steps, so that one escape in them does not hold all of it. */
  private static final int STEP = 64;

  /** Behind this much that is not decided, only a fraction of it is worth another look. */
  private static final int LONG = 1_024;

  private static final int PATIENCE = 16;

  private final StreamPlan plan;
  private final GrowingText text;
  private final PassRun run;
  private final FormWatch forms;
  private final Progress[] progress;
  private final Shown[] shown;
  private final int[] leadStarts;
  private final OpenFindings open;
  private final Origin origin;
  private final int depth;
  private final @Nullable Reread[] rereads;

  /** What came and was not looked at yet. */
  private final StringBuilder held = new StringBuilder();

  private int taken;
  private int visible;

  /**
   * Whether a word stands behind what may be looked at, and in no reading the sign of an address.
   */
  private boolean word;

  /** Up to where every detector has decided, and up to where if a word stands there. */
  private int decided;

  private int decidedByWord;

  private boolean waits;

  /**
   * @param depth how many readings of readings may be made
   */
  StreamScan(StreamPlan plan, Origin origin, int depth) {
    this.plan = plan;
    this.origin = origin;
    this.depth = depth;
    this.text = new GrowingText(origin);
    this.run = plan.pass().begin();
    this.forms = new FormWatch(run);
    this.progress = new Progress[plan.count()];
    this.shown = new Shown[plan.count()];
    for (int i = 0; i < progress.length; i++) {
      progress[i] = new Progress(plan.get(i));
      shown[i] = new Shown(run.outcome().digitRuns());
    }
    this.leadStarts = new int[plan.leads().size()];
    this.open = new OpenFindings(plan, depth);
    this.rereads = new @Nullable Reread[forms.readings()];
  }

  @Override
  public void append(CharSequence more) {
    if (waits) {
      return;
    }
    held.append(more);
    int from = 0;
    int least = least();
    while (!waits && held.length() - from >= least) {
      int to = Math.min(held.length(), from + Math.max(STEP, least));
      text.append(held, from, to);
      taken += to - from;
      from = to;
      step();
      least = least();
    }
    held.delete(0, from);
  }

  /**
   * How much has to come before all that is not decided is looked at again, which takes as long as
   * it is: so that a text of which nothing can be decided takes linear time.
   */
  private int least() {
    int undecided = taken - open.settled();
    return undecided < LONG ? 1 : undecided / PATIENCE;
  }

  @Override
  public int settled() {
    return open.settled();
  }

  @Override
  public List<Finding> takeFindings() {
    return open.take();
  }

  @Override
  public boolean waitsForEnd() {
    return waits;
  }

  private void step() {
    int end = text.settled();
    int searched = run.position();
    LettersAhead ahead = text.ahead();
    if (end == searched && (ahead.isEmpty() || (visible == end && word))) {
      return;
    }
    run.advanceOpen(text.unsafeChars(), end);
    // WHY: a heading says of values far below what they are.
    waits |= TableBeginnings.endIn(text.cutAt(end), searched, end);
    ScannedText known = text.upTo(end);
    int free = forms.search(known, text.unsafeChars(), end, ahead);
    waits |= forms.isFound();
    free = reread(free);
    int before = visible;
    visible = Math.max(visible, free);
    word = (visible == before && word) || FormWatch.isWordAt(known, visible, end, ahead);
    if (visible > before) {
      judge();
    }
    if (visible > before || word) {
      waits |= !open.settle(text.originalBefore(word ? decidedByWord : decided));
    }
  }

  /** Reads the other readings on; returns up to where none of them is open. */
  private int reread(int free) {
    int closed = free;
    for (int i = 0; i < rereads.length; i++) {
      FoundEdits edits = forms.edits(i);
      Reread reading = rereads[i];
      if (reading != null && reading.isOver(edits.count() == 0 ? free : edits.start(0))) {
        reading = null;
      }
      if (reading == null && edits.count() > 0) {
        waits |= depth == 0;
        boolean escapes = FormWatch.areEscapes(i);
        char[] chars = text.unsafeChars();
        reading = Reread.before(edits.start(0), chars, plan, origin, depth - 1, escapes);
      }
      rereads[i] = reading;
      if (reading != null && !waits) {
        reading.read(text.unsafeChars(), edits, free);
        waits |= reading.shows();
        closed = reading.open(closed);
      }
    }
    return waits ? visible : closed;
  }

  /** What detectors reported since this was last asked, whether or not it will stand. */
  List<Finding> fresh() {
    return open.fresh();
  }

  private void judge() {
    ScannedText seen = text.upTo(visible);
    ScannedText cut = text.cutAt(visible);
    Arrays.fill(leadStarts, -1);
    decided = visible;
    decidedByWord = visible;
    for (int i = 0; i < progress.length; i++) {
      shown[i].advance(run.outcome().anchors(i), visible);
      int trigger = progress[i].judge(seen, visible, shown[i], this::take);
      int lead = plan.leadOf(i);
      if (trigger == visible) {
        if (leadStarts[lead] < 0) {
          int start = plan.leads().get(lead).start(cut, trigger);
          int byWord = plan.leads().get(lead).startBeforeWord(cut, trigger, start);
          leadStarts[lead] = start;
          decided = Math.min(decided, start);
          decidedByWord = Math.min(decidedByWord, byWord);
        }
      } else {
        int start = plan.leads().get(lead).start(cut, trigger);
        decided = Math.min(decided, start);
        decidedByWord = Math.min(decidedByWord, start);
      }
      waits |= progress[i].isLost() || run.outcome().overflowed(i);
    }
  }

  private void take(Detector detector, List<Finding> findings) {
    open.add(detector, findings);
  }
}
