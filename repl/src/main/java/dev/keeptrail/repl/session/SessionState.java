package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.Recording;
import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.Recording.Walk;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.Sample;
import dev.keeptrail.repl.run.SideBySide;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session holds between its lines. One thread. */
final class SessionState implements AutoCloseable {
  private final SessionOptions options;
  private final Surroundings surroundings;
  private final PackDesk packs;
  private final SeenFlips seen = new SeenFlips();
  private @Nullable Recording recording;
  private @Nullable EventAtHand event;
  private @Nullable LoadedPack pack;
  private @Nullable LoadedPack baseline;
  private @Nullable Sample sample;

  SessionState(SessionOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
    this.packs = new PackDesk(options, surroundings);
  }

  SessionOptions options() {
    return options;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Paint paint() {
    return new Paint(options.colour());
  }

  PackDesk packs() {
    return packs;
  }

  SeenFlips seen() {
    return seen;
  }

  Recording recording() throws ProblemException {
    Recording open = recording;
    if (open == null) {
      throw new ProblemException(
          "nothing is open",
          "`open FILE` opens a file or a table of captures, or the folder of a ledger");
    }
    return open;
  }

  void open(Recording next) {
    closeRecording();
    recording = next;
    event = null;
    sample = null;
    seen.forget();
  }

  EventAtHand event() throws ProblemException {
    EventAtHand here = event;
    if (here == null) {
      recording();
      throw new ProblemException("no event is at hand", "`next` goes to the first");
    }
    return here;
  }

  Optional<EventAtHand> eventIfAny() {
    return Optional.ofNullable(event);
  }

  /** Where the event at hand is; 0 in front of the first. */
  long position() {
    EventAtHand here = event;
    return here == null ? 0 : here.position();
  }

  void goTo(Entry entry) {
    event = new EventAtHand(entry.position(), entry.item().read());
  }

  LoadedPack pack() throws ProblemException {
    LoadedPack loaded = pack;
    if (loaded == null) {
      throw new ProblemException("no pack is loaded", "`pack FILE` loads one");
    }
    return loaded;
  }

  boolean hasPack() {
    return pack != null;
  }

  void pack(LoadedPack next) {
    if (pack != null) {
      pack.close();
    }
    pack = next;
  }

  void baseline(@Nullable LoadedPack next) {
    if (baseline != null) {
      baseline.close();
    }
    baseline = next;
    seen.forget();
  }

  @Nullable LoadedPack baseline() {
    return baseline;
  }

  /** What the pack is held against, in a word. */
  String against() {
    return baseline == null ? "recorded" : "baseline";
  }

  /** Null without a pack. */
  @Nullable SideBySide sides() {
    LoadedPack other = baseline;
    return pack == null ? null : new SideBySide(pack.pack(), other == null ? null : other.pack());
  }

  @Nullable Sample sample() {
    return sample;
  }

  void sample(@Nullable Sample chosen) {
    sample = chosen;
  }

  boolean isWanted(Entry entry) {
    Sample chosen = sample;
    return chosen == null || chosen.test(entry.key());
  }

  /** The next that belongs to the sample, where there is one. */
  Optional<Entry> next(Walk walk) throws ReplayInputException {
    Optional<Entry> next = walk.next();
    while (next.isPresent() && !isWanted(next.get())) {
      next = walk.next();
    }
    return next;
  }

  /** The one before a position that belongs to the sample, where there is one. */
  Optional<Entry> before(long position) throws ProblemException, ReplayInputException {
    Optional<Entry> before = recording().before(position);
    while (before.isPresent() && !isWanted(before.get())) {
      before = recording().before(before.get().position());
    }
    return before;
  }

  /** The event at hand, for people. */
  EventSummary summary() throws ProblemException {
    EventAtHand here = event();
    EventSummary summary = EventSummary.of(here.position(), here.now(), sides());
    if (!here.isChanged() && summary.change() != null) {
      seen.see(here.position(), summary.change());
    }
    return summary;
  }

  /** The page of a command that has gone to an event. */
  Answer card() throws ProblemException {
    return new Answer.Page(summary().card(against(), paint()));
  }

  private void closeRecording() {
    if (recording != null) {
      recording.close();
    }
  }

  @Override
  public void close() {
    closeRecording();
    if (pack != null) {
      pack.close();
    }
    if (baseline != null) {
      baseline.close();
    }
  }
}
