package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.UnreadableEntry;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that asked for events, and how far it has got.
 *
 * @param id {@code wh_} and 16 hexadecimal digits
 * @param kinds never empty
 * @param description what people call it; may be empty
 * @param secretVariable the environment variable that holds the signing secret; null where the
 *     secret is kept beside the webhook
 * @param position the sequence number of the last event that is settled: delivered, refused for
 *     good, or not asked for
 * @param failingSince since when nothing gets through; null while it works
 * @param problem what went wrong last; null while it works
 */
public record Webhook(
    String id,
    URI url,
    Set<EventKind> kinds,
    String description,
    @Nullable String secretVariable,
    Instant created,
    boolean enabled,
    long position,
    @Nullable Instant failingSince,
    @Nullable String problem)
    implements KeptWebhook {
  public static final int MAX_DESCRIPTION = 200;

  public Webhook {
    kinds = Set.copyOf(kinds);
  }

  boolean wants(StoredEntry entry) {
    return kinds.stream().anyMatch(kind -> kind.covers(entry));
  }

  /** Whether it may have asked for what cannot be read. */
  boolean mayWant(UnreadableEntry entry) {
    return kinds.stream().anyMatch(kind -> kind.mayCover(entry));
  }
}
