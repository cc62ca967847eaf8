package dev.keeptrail.engine.capture;

import dev.keeptrail.language.plan.CaptureMode;
import java.util.List;

/**
 * Everything one exchange was judged on.
 *
 * @param mode how its texts were kept; never {@link CaptureMode#NONE}
 * @param phases in the order in which they were judged; at least one
 */
public record CapturedExchange(CaptureMode mode, List<CapturedPhase> phases) {
  public CapturedExchange {
    phases = List.copyOf(phases);
    if (mode == CaptureMode.NONE || phases.isEmpty()) {
      throw new IllegalArgumentException("nothing was captured");
    }
  }
}
