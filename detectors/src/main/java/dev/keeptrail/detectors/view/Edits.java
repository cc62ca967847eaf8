package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Places of a text that stand for something else. What is read out of it is not the whole text but
 * a stretch around each place, so that one escape in a long text costs little; where there are
 * many, all that is around them. Places come in order and do not overlap.
 */
final class Edits {
  /** As far as detectors look for words that speak for or against a value. */
  private static final int CONTEXT = 160;

  /** In a long text with many stretches more is read around each, for it is judged as a whole. */
  private static final int WIDE = 1_024;

  private static final int TOKEN = 48;
  private static final int MAX_STRETCHES = 16;

  /** Texts up to this long are read as a whole: signs far apart may belong together. */
  private static final int SHORT = 1_000;

  private static final int STRIDE = 3;
  private static final int NOTHING = -1;

  private final Found found;
  private final ScannedText text;
  private final IntList list = new IntList();
  private final List<View> kinds = new ArrayList<>();
  private int context = CONTEXT;

  Edits(Found found) {
    this.found = found;
    this.text = found.text();
  }

  int count() {
    return list.size() / STRIDE;
  }

  void replace(int start, int end, int codePoint, View kind) {
    list.add(start);
    list.add(end);
    list.add(codePoint);
    kinds.add(kind);
  }

  /** Leaves a range out. */
  void drop(int start, int end, View kind) {
    replace(start, end, NOTHING, kind);
  }

  private int start(int edit) {
    return list.get(edit * STRIDE);
  }

  private int end(int edit) {
    return list.get(edit * STRIDE + 1);
  }

  /** Hands over the text as these places make it. */
  void read() {
    if (found.isProbing()) {
      for (int edit = 0; edit < count(); edit++) {
        found.replaced(start(edit), end(edit), list.get(edit * STRIDE + 2));
      }
      return;
    }
    if (count() == 0) {
      return;
    }
    Neighbourhoods dense = dense();
    int first = 0;
    int from = 0;
    int to = -1;
    int next;
    for (int edit = 0; edit < count(); edit = next) {
      next = stretchEnd(edit);
      int start = dense.start(before(start(edit)));
      if (start > to) {
        read(first, edit, from, to);
        first = edit;
        from = start;
      }
      to = Math.max(to, dense.end(after(next)));
    }
    read(first, count(), from, to);
  }

  /** Where stretches stand so dense that all that is around them is read at once. */
  private Neighbourhoods dense() {
    var dense = new Neighbourhoods(text);
    if (text.length() <= SHORT) {
      dense.all();
      return dense;
    }
    var stretches = new IntList();
    int next;
    for (int edit = 0; edit < count(); edit = next) {
      next = stretchEnd(edit);
      stretches.add(start(edit));
      stretches.add(end(next - 1));
    }
    context = stretches.size() / 2 > MAX_STRETCHES ? WIDE : CONTEXT;
    dense.hints(stretches, MAX_STRETCHES + 1);
    return dense;
  }

  /** The first place behind a stretch that begins with the given one. */
  private int stretchEnd(int edit) {
    int next = edit + 1;
    while (next < count() && !parted(next)) {
      next++;
    }
    return next;
  }

  private boolean parted(int edit) {
    return start(edit) - end(edit - 1) > 2 * (CONTEXT + TOKEN);
  }

  private int before(int start) {
    int from = Math.max(0, start - context);
    int least = Math.max(0, from - TOKEN);
    while (from > least && !Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private int after(int edit) {
    int to = Math.min(text.length(), end(edit - 1) + context);
    int most = Math.min(text.length(), to + TOKEN);
    while (to < most && !Character.isWhitespace(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private void read(int first, int last, int from, int to) {
    if (first == last) {
      return;
    }
    DecodedText form = found.begin(kinds.get(first), to - from);
    int at = from;
    for (int edit = first; edit < last; edit++) {
      form.keep(at, start(edit));
      int codePoint = list.get(edit * STRIDE + 2);
      if (codePoint == NOTHING) {
        form.drop(kinds.get(edit));
      } else {
        form.put(codePoint, start(edit), end(edit), kinds.get(edit));
      }
      at = end(edit);
    }
    form.keep(at, to);
    found.add(form);
  }
}
