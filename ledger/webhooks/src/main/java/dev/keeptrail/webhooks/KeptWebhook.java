package dev.keeptrail.webhooks;

/** What {@code webhooks.db} has of a webhook: it, or what is left where it cannot be read. */
public sealed interface KeptWebhook permits Webhook, UnreadableWebhook {
  String id();
}
