package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.plugin.PlugIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all streams of one scanner share: the detectors, and after them the alarms. An alarm reports
 * what would be a finding if a cipher that the rest of the text may announce were read; whatever it
 * reports waits for the end. Immutable.
 */
public final class StreamPlan implements StreamScanner {
  /** Readings of readings that a stream makes; what is nested deeper waits for the end. */
  private static final int READINGS = 2;

  /** Characters of terms that always find room, whatever letters they are of. */
  private static final long SURE = 100_000;

  private static final String TOO_MANY = "terms that together are too many to search for in pieces";

  private final List<Detector> all;
  private final Set<Detector> alarms;
  private final List<String> reasons;
  private final Predicate<String> wanted;
  private @Nullable SharedPass pass;
  private final List<Lead> leads;
  private final int[] leadOf;

  StreamPlan(
      List<Detector> detectors,
      List<Detector> alarms,
      List<ConversationDetector> conversational,
      List<PlugIn> plugIns,
      Predicate<String> wanted) {
    this.alarms = Set.copyOf(alarms);
    this.all = new ArrayList<>(detectors);
    this.all.addAll(alarms);
    this.wanted = wanted;
    this.reasons = reasons(detectors, conversational, plugIns);
    this.leads = all.stream().map(detector -> detector.reach().lead()).distinct().toList();
    this.leadOf = new int[all.size()];
    for (int i = 0; i < leadOf.length; i++) {
      leadOf[i] = leads.indexOf(all.get(i).reach().lead());
    }
  }

  private static List<String> reasons(
      List<Detector> detectors, List<ConversationDetector> conversational, List<PlugIn> plugIns) {
    var reasons = new ArrayList<String>();
    for (Detector detector : detectors) {
      Reach reach = detector.reach();
      if (reach.unbounded() != null && !reasons.contains(reach.unbounded())) {
        reasons.add(reach.unbounded());
      }
    }
    conversational.forEach(detector -> reasons.add("detector " + detector.id()));
    plugIns.forEach(plugIn -> reasons.add("plug-in " + plugIn.name()));
    return List.copyOf(reasons);
  }

  @Override
  public List<String> wholeTextReasons() {
    return reasons.isEmpty() && isLarge() && !fits() ? List.of(TOO_MANY) : reasons;
  }

  /** Whether there are so many terms that it has to be tried whether all can be searched for. */
  private boolean isLarge() {
    long characters = 0;
    for (Detector detector : all) {
      for (String anchor : detector.trigger().anchors()) {
        characters += anchor.length();
      }
    }
    return characters > SURE;
  }

  private boolean fits() {
    try {
      return pass() != null;
    } catch (IllegalArgumentException _) {
      // Whole texts are searched without the alarms, for which there was room.
      return false;
    }
  }

  @Override
  public TextStream begin(Origin origin) {
    if (!reasons.isEmpty()) {
      throw new IllegalStateException("whole texts are asked for by " + reasons);
    }
    return new StreamScan(this, origin, READINGS);
  }

  /** Made when the first text begins: most scanners never see one that streams. */
  synchronized SharedPass pass() {
    SharedPass made = pass;
    if (made == null) {
      made = new SharedPass(all);
      pass = made;
    }
    return made;
  }

  int count() {
    return all.size();
  }

  Detector get(int detector) {
    return all.get(detector);
  }

  boolean isAlarm(Detector detector) {
    return alarms.contains(detector);
  }

  /** Whether a stream of that depth is another reading, which is asked for all that it shows. */
  boolean keepsFresh(int depth) {
    return depth < READINGS;
  }

  boolean isWanted(String category) {
    return wanted.test(category);
  }

  /** The different leads of all detectors. */
  List<Lead> leads() {
    return leads;
  }

  /** Index of a detector's lead among them. */
  int leadOf(int detector) {
    return leadOf[detector];
  }
}
