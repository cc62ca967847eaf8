package dev.keeptrail.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        "`%s` is no action of the trail; %s".formatted(PrintableText.beginning(word), there(word)));
  }

  /** What there is in its place, in words. */
  private static String there(String word) {
    String asked = word.toLowerCase(Locale.ROOT);
    Optional<String> meant =
        ALL.stream()
            .filter(action -> action.equals(asked) || action.endsWith("." + asked))
            .findFirst();
    if (meant.isPresent()) {
      return "did you mean `%s`?".formatted(meant.get());
    }
    return GROUPS.stream()
        .filter(asked::startsWith)
        .findFirst()
        .map(group -> "those of `%s` are %s".formatted(group, named(of(group))))
        .orElse("actions begin with " + named(GROUPS));
  }

  private static List<String> of(String group) {
    return ALL.stream().filter(action -> action.startsWith(group + ".")).toList();
  }

  private static String named(List<String> words) {
    return "`" + String.join("`, `", words) + "`";
  }
}
