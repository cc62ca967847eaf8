package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * National, tax, passport and licence numbers of the table. Looks at each run of digits with the
 * letters and groups around it. A number is found if check digits and layout are telling by
 * themselves, or if words near it name its scheme, or its kind and country; where they name the
 * kind alone, the category has no country. The table is read when the first run of digits is seen.
 */
final class IdentityDetector implements Detector {
  private static final Trigger TRIGGER = Trigger.onDigitRuns();
  private static final int LONGEST_MATCH = 2 * Shape.MAX_LENGTH;

  @Override
  public String id() {
    return "identity";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Set<String> categories() {
    return TableText.categories();
  }

  @Override
  public int maxMatchLength() {
    return LONGEST_MATCH;
  }

  @Override
  public Reach reach() {
    return Reach.from(Lead.CAPITALS);
  }

  @Override
  public Trigger trigger() {
    return TRIGGER;
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    new IdentitySearch(SchemeTable.get(), text, hits, sink).run();
  }
}
