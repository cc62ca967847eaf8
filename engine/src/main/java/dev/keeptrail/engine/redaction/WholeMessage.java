package dev.keeptrail.engine.redaction;

/** What a masked message is called where a masked finding has a label and a category. */
public final class WholeMessage {
  public static final String LABEL = "MESSAGE";
  public static final String CATEGORY = "message";

  private WholeMessage() {}
}
