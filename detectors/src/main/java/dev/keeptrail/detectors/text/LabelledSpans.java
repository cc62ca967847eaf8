package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Hits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands behind labels, where all of it must be what the label says. Stateless. */
public final class LabelledSpans {
  private LabelledSpans() {}

  /** Reads on behind a label. */
  @FunctionalInterface
  public interface Reading {
    /** The value; null where what follows the label, which ends here, is none. */
    ScannedText.@Nullable Range after(ScannedText text, int labelEnd);
  }

  /** Gives each value behind a hit that is a label itself; one in a value before is none. */
  public static void each(
      ScannedText text, Hits hits, Reading reading, Consumer<ScannedText.Range> taken) {
    int end = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) >= end && LabelledValue.isLabel(text, hits.start(i), hits.end(i))) {
        ScannedText.Range value = reading.after(text, hits.end(i));
        if (value != null) {
          taken.accept(value);
          end = value.end();
        }
      }
    }
  }
}
