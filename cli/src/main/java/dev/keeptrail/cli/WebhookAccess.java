package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.webhooks.Webhook;
import dev.keeptrail.webhooks.WebhookBook;
import dev.keeptrail.webhooks.WebhookException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The webhooks of one ledger, for a command. */
final class WebhookAccess {
  /** What a command does with them. */
  interface Work<T> {
    T with(WebhookBook book) throws WebhookException, CommandFailedException, LedgerException;
  }

  private WebhookAccess() {}

  /** Opens them, makes the file where it has to, and closes them. */
  static <T> T with(Path ledger, Work<T> work) throws CommandFailedException {
    try (WebhookBook book = WebhookBook.open(ledger)) {
      return work.with(book);
    } catch (WebhookException | LedgerException failed) {
      throw new CommandFailedException(String.valueOf(failed.getMessage()), null);
    }
  }

  static Webhook required(WebhookBook book, String id)
      throws WebhookException, CommandFailedException {
    return book.find(id)
        .orElseThrow(() ->
            new CommandFailedException(
                "there is no webhook `%s`".formatted(id), "`kt webhook list` shows the ids"));
  }

  static WebhookReport.Standing standing(WebhookBook book, Webhook webhook, Path ledger)
      throws WebhookException, LedgerException {
    long behind = Math.max(0, last(ledger) - webhook.position());
    return new WebhookReport.Standing(webhook, behind, book.dead(webhook.id()));
  }

  /** The number of the newest event; 0 where no gateway has run yet. */
  static long last(Path ledger) throws LedgerException {
    if (!Files.exists(ledger.resolve("ledger.db"))) {
      return 0;
    }
    try (EventReader events = Ledgers.openForReading(ledger)) {
      return events.lastSequence();
    }
  }
}
