package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.ScanRequest.NearTerms;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Terms near others. Every term is a trigger; from each the text is read on to where its partner
 * may begin at the latest, or to the end of the sentence. So what a finding needs stands at its
 * trigger or behind it, and texts that come in pieces are held no longer than that.
 */
public final class NearTermDetector {
  private final NearTerms near;
  private final int firstOther;
  private final FoldedTerms terms;
  private final FoldedTerms others;

  private NearTermDetector(NearTerms near, List<String> terms, List<String> others) {
    this.near = near;
    this.firstOther = terms.size();
    this.terms = new FoldedTerms(terms);
    this.others = new FoldedTerms(others);
  }

  public static Detector detector(NearTerms near) {
    List<String> terms = distinct(near.terms());
    List<String> others = distinct(near.others());
    var detector = new NearTermDetector(near, terms, others);
    var anchors = new ArrayList<>(terms);
    if (near.anyOrder()) {
      anchors.addAll(others);
    }
    return new RuleDetector(
        "near-terms",
        1,
        Set.of(near.category()),
        2 * (detector.terms.longest() + detector.others.longest()) + near.within(),
        Trigger.anchors(anchors),
        Reach.fromTrigger(),
        detector::detect);
  }

  /**
   * Where a finding begins whose second term shows at the trigger in disguise: at a term that
   * stands before it in the same sentence, no further away than the two may be.
   */
  static Lead lead(NearTerms near) {
    List<String> leading = distinct(near.terms());
    if (near.anyOrder()) {
      leading = new ArrayList<>(leading);
      leading.addAll(distinct(near.others()));
    }
    var terms = new FoldedTerms(leading);
    return (text, trigger) -> {
      int token = Lead.ANY_TOKEN.start(text, trigger);
      int start = token;
      int last = Math.max(0, token - near.within() - terms.longest());
      for (int at = token - 1; at >= last && !endsSentence(text, at); at--) {
        boolean begins = terms.mayBegin(text.charAt(at)) && !text.insideWord(at);
        if (begins && terms.endOfMatch(text, at) >= 0) {
          start = at;
        }
      }
      return start;
    };
  }

  private static List<String> distinct(List<String> terms) {
    var distinct = new LinkedHashSet<String>();
    terms.forEach(term -> distinct.add(term.strip()));
    distinct.remove("");
    return List.copyOf(distinct);
  }

  private void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int start = hits.start(hit);
      int end = hits.end(hit);
      if (text.isWholeWord(start, end)) {
        int last = partner(text, end, hits.anchor(hit) < firstOther ? others : terms);
        if (last >= 0) {
          sink.add(start, last, near.category(), near.label(), 1, Evidence.TERM);
        }
      }
    }
  }

  /** Where the first partner behind the position ends, or -1. */
  private int partner(ScannedText text, int from, FoldedTerms partners) {
    for (int at = from; at <= from + near.within(); at++) {
      if (endsSentence(text, at)) {
        return -1;
      }
      if (partners.mayBegin(text.charAt(at)) && !text.insideWord(at)) {
        int end = partners.endOfMatch(text, at);
        if (end >= 0) {
          return end;
        }
      }
    }
    return -1;
  }

  /** The end of the text, a stop before white space, or a line without anything on it. */
  private static boolean endsSentence(ScannedText text, int at) {
    return switch (text.at(at)) {
      case '\0', '。', '！', '？' -> true;
      case '.', '!', '?' -> text.at(at + 1) == '\0' || Character.isWhitespace(text.at(at + 1));
      case '\n' -> text.at(at + 1) == '\n' || text.at(at + 1) == '\0';
      default -> false;
    };
  }
}
