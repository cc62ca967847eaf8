package dev.keeptrail.language.diagnostic;

/**
 * The faults a pack can have. A code is never reused; each has a page {@code
 * docs/diagnostics/<code>.md} and at least one golden case. Ranges: E0xx shape, E1xx syntax, E2xx
 * names, E3xx types, E4xx chain and rules, E5xx lowering, W6xx lint. E003 stays free: elsewhere it
 * names a chain entry without a block, which runs with defaults here.
 */
public enum DiagnosticCode {
  UNKNOWN_KIND("E001", Severity.ERROR, "unknown policy kind"),
  UNKNOWN_KEY("E002", Severity.ERROR, "unknown key"),
  MISSING_KEY("E004", Severity.ERROR, "required key is missing"),
  DUPLICATE_KEY("E005", Severity.ERROR, "key written twice"),
  OLD_SHAPE("E006", Severity.ERROR, "older document shape"),
  KEY_NOT_AVAILABLE("E007", Severity.ERROR, "section or key not available in this version"),
  KIND_NOT_AVAILABLE("E008", Severity.ERROR, "policy kind not available in this version"),
  ROOT_NOT_MAPPING("E009", Severity.ERROR, "document is not a mapping"),
  EMPTY_SOURCE("E010", Severity.ERROR, "file holds no document"),
  MULTIPLE_DOCUMENTS("E011", Severity.ERROR, "more than one document"),
  SECRET_AS_TEXT("E012", Severity.ERROR, "secret reference written as text"),
  SECRET_STORE_NOT_AVAILABLE("E013", Severity.ERROR, "secret store not available in this version"),
  PROVIDER_NOT_AVAILABLE("E014", Severity.ERROR, "provider not available in this version"),
  SINGLE_POLICY_DOCUMENT("E015", Severity.ERROR, "single-policy document"),
  CONFLICTING_KEYS("E016", Severity.ERROR, "keys that exclude each other"),

  INVALID_YAML("E101", Severity.ERROR, "invalid YAML"),
  INVALID_UTF8("E102", Severity.ERROR, "file is not UTF-8"),
  INVALID_CHARACTER("E103", Severity.ERROR, "character not allowed"),
  TAB_INDENTATION("E104", Severity.ERROR, "tab used for indentation"),
  SOURCE_TOO_LARGE("E105", Severity.ERROR, "file too large"),
  NESTING_TOO_DEEP("E106", Severity.ERROR, "nesting too deep"),
  TOO_MANY_VALUES("E107", Severity.ERROR, "too many values"),
  VALUE_TOO_LONG("E108", Severity.ERROR, "value too long to read"),
  UNKNOWN_ALIAS("E109", Severity.ERROR, "alias without an anchor"),
  RECURSIVE_ALIAS("E110", Severity.ERROR, "alias inside its own anchor"),
  UNSUPPORTED_YAML("E111", Severity.ERROR, "YAML feature not supported"),
  UNEXPECTED_SIGN("E112", Severity.ERROR, "unexpected word or sign"),
  UNCLOSED_TEXT("E113", Severity.ERROR, "text not closed"),
  INVALID_ESCAPE("E114", Severity.ERROR, "invalid escape"),
  INVALID_NUMBER("E115", Severity.ERROR, "invalid number"),
  UNKNOWN_SIGN("E116", Severity.ERROR, "sign without a meaning"),
  UNMATCHED_BRACKET("E117", Severity.ERROR, "bracket without its partner"),
  CHAINED_COMPARISON("E118", Severity.ERROR, "comparisons in a row"),

  INVALID_NAME("E201", Severity.ERROR, "invalid name"),
  DUPLICATE_ID("E202", Severity.ERROR, "id used twice"),
  UNKNOWN_PROVIDER("E203", Severity.ERROR, "unknown provider"),

  WRONG_TYPE("E301", Severity.ERROR, "wrong type"),
  OUT_OF_RANGE("E302", Severity.ERROR, "number out of range"),
  UNKNOWN_WORD("E303", Severity.ERROR, "not one of the allowed words"),
  TEXT_TOO_LONG("E304", Severity.ERROR, "text too long"),
  TOO_MANY_ENTRIES("E305", Severity.ERROR, "too many entries"),
  INVALID_VERSION("E306", Severity.ERROR, "invalid version"),
  INVALID_PATTERN("E307", Severity.ERROR, "invalid pattern"),
  INVALID_URL("E308", Severity.ERROR, "invalid URL"),

  EMPTY_CHAIN("E401", Severity.ERROR, "empty chain"),
  REPEATED_POLICY("E402", Severity.ERROR, "policy repeated in the chain"),

  UNUSED_POLICY("W601", Severity.WARNING, "policy configured but not in the chain"),
  OLDER_SPELLING("W602", Severity.WARNING, "older spelling of a key"),
  KEY_WITHOUT_EFFECT("W603", Severity.WARNING, "key without effect"),
  PATTERN_IS_A_WORD("W604", Severity.WARNING, "pattern looks like a category"),
  LITERAL_SECRET("W605", Severity.WARNING, "secret written in the pack"),
  SECTION_WITHOUT_EFFECT("W606", Severity.WARNING, "section without effect"),
  PACK_DISABLED("W607", Severity.WARNING, "pack is disabled"),
  UNENCRYPTED_URL("W608", Severity.WARNING, "unencrypted provider address"),
  MORE_PROBLEMS("W690", Severity.NOTE, "more problems than are shown");

  private final String code;
  private final Severity severity;
  private final String title;

  DiagnosticCode(String code, Severity severity, String title) {
    this.code = code;
    this.severity = severity;
    this.title = title;
  }

  /** A letter and three digits, as shown to users. */
  public String code() {
    return code;
  }

  public Severity severity() {
    return severity;
  }

  /** The fault in a few words: the heading of the code's page. */
  public String title() {
    return title;
  }
}
