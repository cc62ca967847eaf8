package dev.keeptrail.gateway.telemetry;

/**
 * How the file of webhooks stands. Those that cannot be read have no figures of their own, because
 * nothing in their rows can be believed, not even their ids.
 *
 * @param readable whether it can be read at all; true where there is none
 * @param unreadable how many webhooks in it cannot be
 */
public record WebhookFile(boolean readable, int unreadable) {
  public static final WebhookFile WHOLE = new WebhookFile(true, 0);
}
