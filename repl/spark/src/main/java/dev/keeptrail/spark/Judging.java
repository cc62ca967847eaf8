package dev.keeptrail.spark;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker needs to judge. Goes over the network, so it holds where keys are and no key.
 *
 * @param candidate the plan as canonical JSON
 * @param baseline the same; null for what was recorded
 * @param engine the word of an engine
 * @param findings the word for where findings come from
 * @param prices text of the table of prices; null for those of the time
 * @param detectors plug-ins beside the built-in detectors; null for none
 * @param keys where keys of captures are on each worker
 */
record Judging(
    String candidate,
    @Nullable String baseline,
    String engine,
    String findings,
    int maxFlips,
    @Nullable String prices,
    @Nullable DetectorsText detectors,
    List<String> keys)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
