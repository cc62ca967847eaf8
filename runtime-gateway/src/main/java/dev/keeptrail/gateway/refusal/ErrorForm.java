package dev.keeptrail.gateway.refusal;

/** Whose words an error is said in. */
public enum ErrorForm {
  OPENAI,
  ANTHROPIC,
  GOOGLE
}
