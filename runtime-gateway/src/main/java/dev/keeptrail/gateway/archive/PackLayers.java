package dev.keeptrail.gateway.archive;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that a pack was made of, as the trail says when it was loaded. */
public final class PackLayers {
  private static final int PAGE = 1_000;
  private static final String DIGEST = " sha256:";

  private PackLayers() {}

  /**
   * The files that were laid over each other, the lowest first.
   *
   * @return nothing where the trail does not say it: the pack had one file, or its entry was pruned
   */
  public static Optional<List<String>> of(EventReader reader, StoredPack pack)
      throws LedgerException {
    List<StoredAdministrativeEvent> page = loaded(reader, null);
    while (!page.isEmpty()) {
      for (StoredAdministrativeEvent entry : page) {
        List<String> layers = layers(entry.event(), pack);
        if (!layers.isEmpty()) {
          return Optional.of(layers);
        }
      }
      page = loaded(reader, page.getLast().position());
    }
    return Optional.empty();
  }

  /** The newest come first. */
  private static List<StoredAdministrativeEvent> loaded(
      EventReader reader, @Nullable EventPosition before) throws LedgerException {
    return reader.administration(
        new AdministrationQuery(null, null, null, "pack.loaded", null, 0, before, PAGE),
        // What one says that cannot be read is left to be found out, as where it was pruned.
        (_, _) -> {});
  }

  /** Of an entry about this plan, made of these texts. */
  private static List<String> layers(AdministrativeEvent loaded, StoredPack pack) {
    Map<String, String> details = loaded.details();
    List<String> layers = new ArrayList<>();
    if (pack.digest().equals(details.get("digest"))
        && pack.sourcesDigest().equals(details.get("sources"))) {
      String layer = details.get("layer.0");
      while (layer != null) {
        int end = layer.lastIndexOf(DIGEST);
        layers.add(end < 0 ? layer : layer.substring(0, end));
        layer = details.get("layer." + layers.size());
      }
    }
    return layers;
  }
}
