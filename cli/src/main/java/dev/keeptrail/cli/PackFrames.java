package dev.keeptrail.cli;

import dev.keeptrail.gateway.archive.PackText;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredPack;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where policies stand in a pack that was in force, for a terminal. */
final class PackFrames {
  private static final FrameRenderer FRAMES = new FrameRenderer(false);

  private final PackText pack;

  private PackFrames(PackText pack) {
    this.pack = pack;
  }

  /**
   * The places of a pack that was kept, in the order of files that the trail says.
   *
   * @return null where the pack was not kept
   */
  static @Nullable PackFrames of(
      EventReader reader, Path folder, Invocation invocation, String digest)
      throws CommandFailedException, LedgerException {
    if (!Ledgers.isAdministered(folder)) {
      return null;
    }
    try (var open = OpenAdministration.reading(folder, invocation)) {
      StoredPack pack = open.get().pack(digest).orElse(null);
      return pack == null
          ? null
          : new PackFrames(PackText.of(PackLoading.compiler(), reader, pack));
    }
  }

  /** The places of the rules that fired; of the policy where they are its kind's own. */
  String of(String policy, List<String> rules) {
    return switch (pack.standing()) {
      case NOT_KEPT, UNREADABLE -> "  " + pack.standing().words() + "\n";
      case IN_FORCE, READ_OTHERWISE -> {
        var text = new StringBuilder();
        for (Span place : places(policy, rules)) {
          text.append(
              FRAMES.found(
                  place.source().name() + ":" + place.line() + ":" + place.column(),
                  pack.standing().words(),
                  place,
                  place.line()));
        }
        yield text.toString();
      }
    };
  }

  /** Whether the texts that were kept are what was in force. */
  boolean inForce() {
    return pack.standing() == PackText.Standing.IN_FORCE;
  }

  /** The same as places; none where the texts of the pack were not kept. */
  List<Span> places(String policy, List<String> rules) {
    return pack.places(policy, rules);
  }
}
