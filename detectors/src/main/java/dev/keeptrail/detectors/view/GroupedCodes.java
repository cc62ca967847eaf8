package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads Base64 that is written in groups of one length with a sign between each two, as people
 * break up what is long. A word in front or behind may have the same length, so each of the first
 * and the last groups may be the outermost one. A hyphen, a stroke and a slash are signs of Base64
 * too, so that groups between them are one run.
 */
final class GroupedCodes {
  /** So many groups at either end may be words. */
  private static final int MOST_WORDS = 2;

  private static final int GROUP = 4;
  private static final int SEXTET = 6;
  private static final int MIN_BYTES = 12;

  /** Bytes that are looked at before any are kept. */
  private static final int PROBE = 9;

  private final Found found;
  private final ScannedText text;

  /** Start and end of each group, in turn. */
  private final IntList groups = new IntList();

  private static final String JOINTS = "-_/+";
  private static final int LEAST_GROUP = 3;
  private static final int LONGEST_GROUP = 24;
  private static final int LEAST_GROUPS = 4;

  private GroupedCodes(Found found) {
    this.found = found;
    this.text = found.text();
  }

  static void read(Found found, Cues cues) {
    IntList places = cues.places(Cue.GROUPED_CODES);
    if (!places.isEmpty()) {
      var codes = new GroupedCodes(found);
      int done = 0;
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i) >= done) {
          done = codes.read(places.get(i));
        }
      }
    }
  }

  /**
   * Reads a run that one of its own signs parts into groups; false if it does not or hides none.
   */
  static boolean readRun(Found found, int start, int end) {
    for (int joint = 0; joint < JOINTS.length(); joint++) {
      int length = 0;
      int most = Math.min(LONGEST_GROUP, (end - start) / LEAST_GROUPS) + 1;
      while (length < most && found.text().charAt(start + length) != JOINTS.charAt(joint)) {
        length++;
      }
      if (length >= LEAST_GROUP && length < most) {
        var codes = new GroupedCodes(found);
        if (codes.split(start, end, length)) {
          return codes.isReadable(0) && codes.decode(0, codes.groups.size() / 2 - 1);
        }
      }
    }
    return false;
  }

  /** Whether the same sign stands behind each of so many, and nowhere else. */
  private boolean split(int start, int end, int length) {
    char sign = text.charAt(start + length);
    int at = start;
    while (at < end) {
      int stop = Math.min(end, at + length);
      for (int i = at; i < stop; i++) {
        if (text.charAt(i) == sign) {
          return false;
        }
      }
      if (stop < end && text.charAt(stop) != sign) {
        return false;
      }
      groups.add(at);
      groups.add(stop);
      at = stop + 1;
    }
    return true;
  }

  /** Reads the row that begins there; returns its end. */
  private int read(int start) {
    gather(start);
    int count = groups.size() / 2;
    for (int before = 0; before <= MOST_WORDS; before++) {
      for (int behind = 0; behind <= MOST_WORDS; behind++) {
        int last = count - 1 - behind;
        if (before < last && isReadable(before) && decode(before, last)) {
          return groups.get(2 * last + 1);
        }
      }
    }
    return groups.get(2 * count - 1);
  }

  private void gather(int start) {
    groups.clear();
    int length = runEnd(start) - start;
    char sign = text.at(start + length);
    int at = start;
    while (true) {
      int end = runEnd(at);
      if (end == at || end - at > length) {
        return;
      }
      groups.add(at);
      groups.add(end);
      if (end - at < length || text.at(end) != sign) {
        return;
      }
      at = end + 1;
    }
  }

  private int runEnd(int start) {
    int end = start;
    while (EncodedRuns.sextet(text.at(end)) >= 0) {
      end++;
    }
    return end;
  }

  /** Spares rows of words the work: the first bytes are of a text. */
  private boolean isReadable(int first) {
    var bytes = new ByteText(PROBE);
    fill(bytes, first, Math.min(groups.size() / 2 - 1, first + GROUP));
    for (int i = 0; i < Math.min(PROBE, bytes.length()); i++) {
      if (bytes.at(i) < 0x80 && !ByteText.isReadable(bytes.at(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean decode(int first, int last) {
    var bytes = new ByteText((groups.get(2 * last + 1) - groups.get(2 * first)) * 3 / GROUP + 3);
    fill(bytes, first, last);
    if (bytes.length() < MIN_BYTES || !bytes.isReadable() || !bytes.isWordy()) {
      return false;
    }
    DecodedText form = found.begin(View.BASE64, bytes.length());
    bytes.read(form::put);
    found.add(form);
    return true;
  }

  /** The bytes of some groups, each with the place of the four signs that hold it. */
  private void fill(ByteText bytes, int first, int last) {
    int bits = 0;
    int signs = 0;
    int from = 0;
    int end = 0;
    for (int group = first; group <= last; group++) {
      end = groups.get(2 * group + 1);
      for (int at = groups.get(2 * group); at < end; at++) {
        from = signs == 0 ? at : from;
        bits = (bits << SEXTET) | EncodedRuns.sextet(text.charAt(at));
        if (++signs == GROUP) {
          flush(bytes, bits, 3, from, at + 1);
          signs = 0;
          bits = 0;
        }
      }
    }
    if (signs > 1) {
      flush(bytes, bits << (SEXTET * (GROUP - signs)), signs - 1, from, padded(end));
    }
  }

  private int padded(int end) {
    int padded = end;
    while (padded < end + 2 && text.at(padded) == '=') {
      padded++;
    }
    return padded;
  }

  private static void flush(ByteText bytes, int bits, int count, int start, int end) {
    for (int i = 0; i < count; i++) {
      bytes.add((bits >> (2 * Byte.SIZE - Byte.SIZE * i)) & 0xFF, start, end);
    }
  }
}
