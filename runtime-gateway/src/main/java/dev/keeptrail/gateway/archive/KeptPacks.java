package dev.keeptrail.gateway.archive;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The packs that were in force, by the digest that events name. Texts that were looked at stay at
 * hand, because reading them again takes as long as compiling a pack. Thread-safe.
 */
public final class KeptPacks {
  private static final int AT_HAND = 16;

  private final @Nullable Administration administration;
  private final PackCompiler compiler;
  private final Archive archive;
  private final Map<String, PackText> texts =
      new LinkedHashMap<>(AT_HAND, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PackText> eldest) {
          return size() > AT_HAND;
        }
      };

  /**
   * Looks packs up.
   *
   * @param administration where they are kept; null where none are. Stays the caller's
   * @param compiler of what this installation can do
   */
  public KeptPacks(
      @Nullable Administration administration, PackCompiler compiler, Archive archive) {
    this.administration = administration;
    this.compiler = compiler;
    this.archive = archive;
  }

  /** A plan that was in force. */
  public sealed interface Plan {
    /** As it was recorded. */
    record Known(PackPlan plan) implements Plan {}

    /** It is of a version of Keeptrail with other plans. */
    record Foreign(String problem) implements Plan {}
  }

  /** The plan with this digest; empty where it was not kept. */
  public Optional<Plan> plan(String digest) throws LedgerException {
    StoredPack pack = find(digest);
    if (pack == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Plan.Known(PlanReader.read(pack.plan())));
    } catch (PlanFormatException foreign) {
      return Optional.of(new Plan.Foreign(String.valueOf(foreign.getMessage())));
    }
  }

  /** The texts of the pack whose plan has this digest; empty where it was not kept. */
  public Optional<PackText> text(String digest) throws LedgerException {
    PackText known = atHand(digest);
    if (known != null) {
      return Optional.of(known);
    }
    StoredPack pack = find(digest);
    if (pack == null) {
      return Optional.empty();
    }
    try (EventReader reader = archive.reader()) {
      PackText read = PackText.of(compiler, reader, pack);
      keep(digest, read);
      return Optional.of(read);
    }
  }

  private synchronized @Nullable PackText atHand(String digest) {
    return texts.get(digest);
  }

  private synchronized void keep(String digest, PackText text) {
    texts.put(digest, text);
  }

  private @Nullable StoredPack find(String digest) throws LedgerException {
    return administration == null ? null : administration.pack(digest).orElse(null);
  }
}
