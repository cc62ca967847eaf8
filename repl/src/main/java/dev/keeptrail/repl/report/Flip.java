package dev.keeptrail.repl.report;

import dev.keeptrail.repl.compare.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange that is decided otherwise.
 *
 * @param user a name for the user that says nothing of who it is; empty where nobody said
 * @param openEnd whether later phases, which were not recorded, could change it again
 * @param edits spans that are masked on one side only, in words
 * @param excerpt the beginning of the newest text of the request, with placeholders
 */
public record Flip(
    String id,
    Change change,
    Side baseline,
    Side candidate,
    String model,
    String user,
    boolean openEnd,
    List<String> edits,
    String excerpt) {
  public Flip {
    edits = List.copyOf(edits);
  }

  /**
   * One decision.
   *
   * @param policy the decisive policy; null when all allowed
   * @param rule where the traces part, on this side; null where nothing more fired
   */
  public record Side(
      String verdict, String reasonCode, @Nullable String policy, @Nullable String rule) {
    /** Such as {@code block by pii-detector (pii_detector.found)}. */
    public String words() {
      return verdict + (policy == null ? "" : " by " + policy) + " (" + reasonCode + ")";
    }
  }
}
