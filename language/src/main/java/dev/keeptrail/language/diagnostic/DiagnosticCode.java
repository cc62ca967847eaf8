package dev.keeptrail.language.diagnostic;

/**
 * The faults a pack can have. A code is never reused; each has a page {@code
 * docs/diagnostics/<code>.md} and at least one golden case. Ranges: E0xx shape, E1xx syntax, E2xx
 * names, E3xx types, E4xx chain and rules, E5xx lowering, W6xx lint.
 */
public enum DiagnosticCode {
  UNKNOWN_KIND("E001", Severity.ERROR),
  UNKNOWN_KEY("E002", Severity.ERROR);

  private final String code;
  private final Severity severity;

  DiagnosticCode(String code, Severity severity) {
    this.code = code;
    this.severity = severity;
  }

  public String code() {
    return code;
  }

  public Severity severity() {
    return severity;
  }
}
