package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.HexRow;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/** Payment card numbers: issuer prefix, length and check digit must agree. */
public final class CardDetector implements Detector {
  @Override
  public String id() {
    return "card";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public Set<String> categories() {
    return Set.of("pci.card");
  }

  @Override
  public int maxMatchLength() {
    return 19 + 18 * 3;
  }

  @Override
  public Reach reach() {
    return Reach.from(Lead.TOKEN);
  }

  @Override
  public Trigger trigger() {
    return Trigger.onDigitRuns();
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    new CardNumbers(text, hits)
        .find((start, end, score) -> {
          if (!HexRow.holds(text, start, end)) {
            sink.add(start, end, "pci.card", "CREDIT_CARD", score, Evidence.CHECKSUM);
          }
        });
  }
}
