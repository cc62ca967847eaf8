package dev.keeptrail.repl.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a replay came that was stopped, so that it can go on. Holds what a report holds, and no
 * more of any exchange.
 *
 * @param format {@link #FORMAT}
 * @param candidate digest of the candidate's plan
 * @param baseline digest of the other pack's plan; null for what was recorded
 * @param prices what the prices are called; null for those of the time
 * @param done how many exchanges of the source are in it, from its beginning
 * @param last the id of the last of them
 */
public record ReplayState(
    String format,
    String candidate,
    @Nullable String baseline,
    String findings,
    @Nullable String prices,
    int maxFlips,
    long done,
    String last,
    TallyState tally) {
  static final String FORMAT = "keeptrail-replay-state/1";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** As it is kept. */
  public String text() {
    return JSON.writeValueAsString(this) + "\n";
  }

  /**
   * Reads one back.
   *
   * @throws UnfitStateException when it is none
   */
  public static ReplayState read(String text) throws UnfitStateException {
    try {
      ReplayState state = JSON.readValue(text, ReplayState.class);
      if (FORMAT.equals(state.format()) && state.done() >= 1) {
        return state;
      }
    } catch (JacksonException malformed) {
      throw new UnfitStateException("it is not what a stopped replay leaves");
    }
    throw new UnfitStateException("it is not what a stopped replay of this version leaves");
  }
}
