package dev.keeptrail.webhooks;

/** Something about webhooks that a user can mend; the message says what. */
public final class WebhookException extends Exception {
  private static final long serialVersionUID = 1L;

  public WebhookException(String problem) {
    super(problem);
  }

  WebhookException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
