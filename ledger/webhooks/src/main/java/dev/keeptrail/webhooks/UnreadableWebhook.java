package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.PrintableText;

/**
 * A webhook of which nobody can say what it asks for, or where to: its row is damaged, or of a
 * newer version. Nothing is sent to it; it can be forgotten.
 *
 * @param id as the row has it, which somebody may have changed
 * @param problem what is wrong with the row
 */
public record UnreadableWebhook(String id, String problem) implements KeptWebhook {
  WebhookException refusal() {
    return new WebhookException(
        "webhook `%s` cannot be read: %s".formatted(PrintableText.beginning(id), problem));
  }
}
