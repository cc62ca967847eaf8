package dev.keeptrail.cli;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.webhooks.KeptWebhook;
import dev.keeptrail.webhooks.UnreadableWebhook;
import dev.keeptrail.webhooks.WayOut;
import dev.keeptrail.webhooks.Webhook;
import dev.keeptrail.webhooks.WebhookBook;
import dev.keeptrail.webhooks.WebhookException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The webhooks of one ledger, for a command. */
final class WebhookAccess {
  /** What a command does with them. */
  interface Work<T> {
    T with(WebhookBook book) throws WebhookException, CommandFailedException, LedgerException;
  }

  private WebhookAccess() {}

  /**
   * How receivers are reached.
   *
   * @param proxy on the way to them; null for none
   */
  static WayOut wayOut(@Nullable OutboundProxy proxy) {
    return proxy == null
        ? WayOut.DIRECT
        : new WayOut(proxy.wayOut().proxied(), proxy.wayOut().sockets());
  }

  /** Opens them, makes the file where it has to, and closes them. */
  static <T> T with(Path ledger, Work<T> work) throws CommandFailedException {
    try (WebhookBook book = WebhookBook.open(ledger)) {
      return work.with(book);
    } catch (WebhookException | LedgerException failed) {
      throw new CommandFailedException(String.valueOf(failed.getMessage()), null);
    }
  }

  /** What a command does with one of them. */
  interface OneWork<T> {
    T with(WebhookBook book, Webhook webhook)
        throws WebhookException, CommandFailedException, LedgerException;
  }

  /** Looks one up, and makes no file where there is none. */
  static <T> T with(Path ledger, String id, OneWork<T> work) throws CommandFailedException {
    if (!WebhookBook.exists(ledger)) {
      throw missing(id);
    }
    return with(ledger, book -> work.with(book, required(book, id)));
  }

  static CommandFailedException missing(String id) {
    return new CommandFailedException(
        "there is no webhook `%s`".formatted(PrintableText.beginning(id)),
        "`kt webhook list` shows the ids");
  }

  private static Webhook required(WebhookBook book, String id)
      throws WebhookException, CommandFailedException {
    return book.find(id).orElseThrow(() -> missing(id));
  }

  /** One of them, whether it can be read or not. */
  static KeptWebhook kept(WebhookBook book, String id)
      throws WebhookException, CommandFailedException {
    return book.all().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> missing(id));
  }

  static WebhookReport.Listed listed(WebhookBook book, KeptWebhook kept, Path ledger)
      throws WebhookException, LedgerException {
    return switch (kept) {
      case Webhook webhook -> new WebhookReport.Listed.Known(standing(book, webhook, ledger));
      case UnreadableWebhook lost ->
          new WebhookReport.Listed.Unreadable(lost, book.dead(lost.id()));
    };
  }

  static WebhookReport.Standing standing(WebhookBook book, Webhook webhook, Path ledger)
      throws WebhookException, LedgerException {
    long behind = Math.max(0, last(ledger) - webhook.position());
    return new WebhookReport.Standing(webhook, behind, book.dead(webhook.id()));
  }

  /** The number of the newest entry; 0 where no gateway has run yet. */
  static long last(Path ledger) throws LedgerException {
    if (!Ledgers.isIn(ledger)) {
      return 0;
    }
    try (EventReader events = Ledgers.openForReading(ledger)) {
      return events.lastEntry();
    }
  }
}
