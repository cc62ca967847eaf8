package dev.keeptrail.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What entries of the administrative trail can be about, and what people meant who ask for
 * something else. Entries of newer builds may be about more; they are found without an action.
 */
public final class TrailActions {
  /** Every action that this build records. */
  public static final List<String> ALL =
      List.of(
          "escalation.approved",
          "escalation.claimed",
          "escalation.denied",
          "escalation.expired",
          "escalation.given_back",
          "escalation.opened",
          "escalation.unclaimed",
          "escalation.used",
          "evidence.created",
          "export.cancelled",
          "export.completed",
          "export.created",
          "export.downloaded",
          "export.removed",
          "hold.placed",
          "hold.released",
          "ledger.copied",
          "ledger.key_rotated",
          "ledger.pruned",
          "ledger.resumed",
          "pack.loaded",
          "pack.refused",
          "requests.refused",
          "secret.kept",
          "secret.removed",
          "token.created",
          "token.revoked",
          "webhook.created",
          "webhook.deleted",
          "webhook.secret_rotated",
          "webhook.updated");

  /** What actions begin with. */
  public static final List<String> GROUPS =
      ALL.stream().map(action -> action.substring(0, action.indexOf('.'))).distinct().toList();

  private TrailActions() {}

  /** Refuses what is neither an action nor the first part of one. */
  static void require(String word) throws QueryFormatException {
    if (ALL.contains(word) || GROUPS.contains(word)) {
      return;
    }
    throw new QueryFormatException(
        "`%s` is no action of the trail; %s"
            .formatted(
                PrintableText.beginning(word),
                meant(word)
                    .map("did you mean `%s`?"::formatted)
                    .orElse("actions begin with `" + String.join("`, `", GROUPS) + "`")));
  }

  private static Optional<String> meant(String word) {
    String asked = word.toLowerCase(Locale.ROOT);
    List<String> known = Stream.concat(GROUPS.stream(), ALL.stream()).toList();
    Optional<String> second =
        ALL.stream().filter(action -> action.endsWith("." + asked)).findFirst();
    if (second.isPresent() || asked.length() > 2 * longest()) {
      return second;
    }
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(asked, candidate)))
        .filter(nearest -> edits(asked, nearest) <= Math.max(1, asked.length() / 3));
  }

  private static int longest() {
    return ALL.stream().mapToInt(String::length).max().orElse(0);
  }

  /** Signs that are put in, left out or changed. */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int at = 0; at < row.length; at++) {
      row[at] = at;
    }
    for (int i = 0; i < one.length(); i++) {
      int diagonal = row[0];
      row[0] = i + 1;
      for (int j = 0; j < other.length(); j++) {
        int changed = diagonal + (one.charAt(i) == other.charAt(j) ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = Math.min(changed, 1 + Math.min(row[j], row[j + 1]));
      }
    }
    return row[other.length()];
  }
}
