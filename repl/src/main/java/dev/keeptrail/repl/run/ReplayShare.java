package dev.keeptrail.repl.run;

import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.report.ReplayReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a share of the exchanges of a replay. Shares are judged anywhere, carried over as
 * text and added up in any order: the report is that of one replay of all of them, byte by byte.
 * Holds what a report holds, and no more of any exchange. One thread.
 */
public final class ReplayShare {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Tally tally;

  private ReplayShare(Tally tally) {
    this.tally = tally;
  }

  /**
   * A share with nothing in it.
   *
   * @param maxFlips as in the options of the replay
   */
  public static ReplayShare empty(int maxFlips) {
    return new ReplayShare(new Tally(maxFlips));
  }

  /**
   * One that was carried over.
   *
   * @throws UnfitStateException when the text is none
   */
  public static ReplayShare read(String text, int maxFlips) throws UnfitStateException {
    try {
      return new ReplayShare(Tally.of(JSON.readValue(text, TallyState.class), maxFlips));
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw new UnfitStateException("it is no share of a replay of this version");
    }
  }

  public void judge(SideBySide sides, ReplayCase recorded) {
    tally.add(new ReplayedEvent(recorded, sides.compare(recorded)));
  }

  public void add(ReplayShare other) {
    tally.add(other.tally);
  }

  /** As it is carried over. */
  public String text() {
    return JSON.writeValueAsString(tally.state());
  }

  /**
   * The report, once all shares are added up.
   *
   * @param baseline null for what was recorded
   */
  public ReplayReport report(
      ReplayPack candidate, @Nullable ReplayPack baseline, Replay.Options options) {
    return new ReplayReporter(candidate, baseline, options).report(tally, false);
  }
}
