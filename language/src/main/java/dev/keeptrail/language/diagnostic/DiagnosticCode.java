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
  ROOT_NOT_MAPPING("E009", Severity.ERROR, "document is not a mapping"),
  EMPTY_SOURCE("E010", Severity.ERROR, "file holds no document"),
  MULTIPLE_DOCUMENTS("E011", Severity.ERROR, "more than one document"),
  SECRET_AS_TEXT("E012", Severity.ERROR, "secret reference written as text"),
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
  DUPLICATE_NAME("E204", Severity.ERROR, "name used twice"),
  UNKNOWN_NAME("E205", Severity.ERROR, "unknown name"),
  UNKNOWN_FACT("E206", Severity.ERROR, "unknown fact type or function"),
  UNKNOWN_FIELD("E207", Severity.ERROR, "unknown field"),
  UNKNOWN_CATEGORY("E208", Severity.ERROR, "unknown category"),
  UNKNOWN_VERB("E209", Severity.ERROR, "unknown verb"),
  NAME_TAKEN("E210", Severity.ERROR, "binding takes the name of something else"),
  DEFINITION_CYCLE("E211", Severity.ERROR, "definition refers to itself"),
  IMPORT_UNREADABLE("E212", Severity.ERROR, "import cannot be read"),
  IMPORT_CYCLE("E213", Severity.ERROR, "imports go in a circle"),
  INVALID_IMPORT("E214", Severity.ERROR, "import that is not allowed"),
  NOT_FOR_LIBRARIES("E215", Severity.ERROR, "section not allowed in an imported file"),
  AMBIGUOUS_POLICY("E216", Severity.ERROR, "policy with rules has the name of a kind"),

  WRONG_TYPE("E301", Severity.ERROR, "wrong type"),
  OUT_OF_RANGE("E302", Severity.ERROR, "number out of range"),
  UNKNOWN_WORD("E303", Severity.ERROR, "not one of the allowed words"),
  TEXT_TOO_LONG("E304", Severity.ERROR, "text too long"),
  TOO_MANY_ENTRIES("E305", Severity.ERROR, "too many entries"),
  INVALID_VERSION("E306", Severity.ERROR, "invalid version"),
  INVALID_PATTERN("E307", Severity.ERROR, "invalid pattern"),
  INVALID_URL("E308", Severity.ERROR, "invalid URL"),
  WRONG_OPERAND("E309", Severity.ERROR, "operator does not work on this type"),
  WRONG_ARGUMENTS("E310", Severity.ERROR, "wrong arguments of a function"),
  NOT_CONSTANT("E311", Severity.ERROR, "constant needed"),
  NOT_A_VALUE("E313", Severity.ERROR, "value needed"),
  MIXED_LIST("E314", Severity.ERROR, "list of different types"),
  NO_FINITE_RESULT("E315", Severity.ERROR, "arithmetic without a finite result"),
  NEWER_LANGUAGE("E316", Severity.ERROR, "written in a newer language version"),
  UNUSABLE_VALUE("E317", Severity.ERROR, "value that its policy kind cannot use"),

  EMPTY_CHAIN("E401", Severity.ERROR, "empty chain"),
  REPEATED_POLICY("E402", Severity.ERROR, "policy repeated in the chain"),
  PATTERN_NEEDED("E403", Severity.ERROR, "pattern needed"),
  MISPLACED_NEGATION("E404", Severity.ERROR, "negation where it cannot stand"),
  MISPLACED_AGGREGATE("E405", Severity.ERROR, "aggregate where it cannot stand"),
  NOT_ALWAYS_BOUND("E406", Severity.ERROR, "binding missing from an alternative"),
  WRONG_TARGET("E407", Severity.ERROR, "target that the effect cannot act on"),
  NOTHING_TO_EDIT("E408", Severity.ERROR, "effect without anything to act on"),
  INVALID_REASON_CODE("E409", Severity.ERROR, "invalid reason code"),
  MANY_VALUED_REASON("E410", Severity.ERROR, "reason code with too many outcomes"),
  INVALID_TEMPLATE("E411", Severity.ERROR, "invalid template"),
  PHASE_NOT_OF_KIND("E412", Severity.ERROR, "phase in which the kind does not run"),
  RULES_NOT_ALLOWED("E413", Severity.ERROR, "rules in a policy of another kind"),
  INVALID_ASSIGNEE("E414", Severity.ERROR, "invalid assignee"),
  NO_RULES("E415", Severity.ERROR, "policy without rules"),

  TOO_MANY_ALTERNATIVES("E501", Severity.ERROR, "too many alternatives"),
  TOO_MANY_PATTERNS("E502", Severity.ERROR, "too many patterns"),
  RULES_TOO_LARGE("E503", Severity.ERROR, "rules too large"),

  UNKNOWN_TEST_KEY("E450", Severity.ERROR, "unknown key in a test"),
  TEST_EXPECTS_NOTHING("E451", Severity.ERROR, "test that expects nothing"),
  DUPLICATE_TEST("E452", Severity.ERROR, "test name used twice"),
  UNKNOWN_VERDICT("E453", Severity.ERROR, "no such verdict"),
  TEST_KEY_NOT_AVAILABLE("E454", Severity.ERROR, "test key not carried out in this version"),
  INVALID_TEST_VALUE("E455", Severity.ERROR, "value that a test cannot have"),
  MISSING_TEST_KEY("E456", Severity.ERROR, "test lacks a key"),
  UNKNOWN_TEST_POLICY("E457", Severity.ERROR, "test names a policy outside the chain"),
  UNKNOWN_TEST_TARGET("E458", Severity.ERROR, "test names an unknown provider target"),
  UNSERVED_TEST_BODY("E459", Severity.ERROR, "test with a body that no gateway serves"),
  UNKNOWN_TEST_RULE("E460", Severity.ERROR, "test names an unknown rule"),

  UNUSED_POLICY("W601", Severity.WARNING, "policy configured but not in the chain"),
  OLDER_SPELLING("W602", Severity.WARNING, "older spelling of a key"),
  KEY_WITHOUT_EFFECT("W603", Severity.WARNING, "key without effect"),
  PATTERN_IS_A_WORD("W604", Severity.WARNING, "pattern looks like a category"),
  LITERAL_SECRET("W605", Severity.WARNING, "secret written in the pack"),
  PACK_DISABLED("W607", Severity.WARNING, "pack is disabled"),
  UNENCRYPTED_URL("W608", Severity.WARNING, "unencrypted provider address"),
  NEVER_FIRES("W609", Severity.WARNING, "rule can never fire"),
  SHADOWED_IMPORT("W610", Severity.WARNING, "name hides an imported one"),
  NO_AUDIT_LOGGER("W615", Severity.WARNING, "chain without an audit-logger"),
  AUDIT_LOGGER_NOT_LAST("W616", Severity.WARNING, "audit-logger before other policies"),
  REFUSAL_AFTER_REDACTION("W617", Severity.WARNING, "policy that refuses after one that masks"),
  NOTHING_ENFORCED("W618", Severity.WARNING, "no policy is enforced"),
  PROVIDER_WITHOUT_SECRET("W619", Severity.WARNING, "provider without a reference to its key"),
  UNREACHABLE_TARGET("W620", Severity.WARNING, "target that no request reaches"),
  PLACEHOLDER_VERSION("W621", Severity.WARNING, "version that names no release"),
  NO_TESTS("W622", Severity.WARNING, "released pack without tests"),
  SECRET_LOOKALIKE("W623", Severity.WARNING, "text that looks like a secret"),
  REPEATED_ENTRY("W624", Severity.WARNING, "entry twice in a list"),
  COVERED_TERM("W625", Severity.WARNING, "term that another one covers"),
  TERM_IN_TWO_POLICIES("W626", Severity.WARNING, "term listed in two policies"),
  PATTERN_FINDS_EMPTY_TEXT("W627", Severity.WARNING, "pattern that is found in the empty text"),
  PATTERN_TOO_BROAD("W628", Severity.WARNING, "pattern that matches almost everything"),
  SETTING_WITHOUT_EFFECT("W629", Severity.WARNING, "setting without effect beside another"),
  REPEATED_POLICY_SETTINGS("W630", Severity.WARNING, "two policies that do the same"),
  NO_LANGUAGE_LINE("W631", Severity.WARNING, "text pack without a language line"),
  IGNORE_WITHOUT_REASON("W632", Severity.WARNING, "ignore comment without a reason"),
  IGNORE_OF_UNKNOWN_CODE("W633", Severity.WARNING, "ignore comment for what cannot be ignored"),
  UNUSED_IGNORE("W634", Severity.WARNING, "ignore comment without effect"),
  TOOL_NEVER_ALLOWED("W635", Severity.WARNING, "tool that is allowed and denied"),
  NO_COMPLIANT_TARGET("W636", Severity.WARNING, "target that no request may go to"),
  RULE_NEVER_FIRES("W640", Severity.WARNING, "rule whose tests exclude each other"),
  UNREACHABLE_ALTERNATIVE("W641", Severity.WARNING, "alternative that can never hold"),
  SHADOWED_RULE("W642", Severity.WARNING, "rule behind a more general block"),
  POLICY_NEVER_REACHED("W643", Severity.WARNING, "policy behind an unconditional block"),
  UNINDEXED_JOIN("W644", Severity.WARNING, "combination of facts that nothing narrows"),
  CONSTANT_TEST("W645", Severity.WARNING, "comparison with a fixed outcome"),
  SELF_COMPARISON("W646", Severity.WARNING, "comparison of a value with itself"),
  DOUBLE_NEGATION("W647", Severity.WARNING, "double negation"),
  REPEATED_OPERAND("W648", Severity.WARNING, "same condition twice"),
  MISSING_VALUE_PASSES("W649", Severity.WARNING, "missing value passes an inequality"),
  NUMBER_AS_TEXT("W650", Severity.WARNING, "JSON value compared with a number in quotes"),
  MESSAGE_QUOTES_CONTENT("W651", Severity.WARNING, "message that quotes content"),
  UNUSED_DEFINITION("W652", Severity.WARNING, "definition without use"),
  UNUSED_IMPORT("W653", Severity.WARNING, "import without use"),
  UNUSED_BINDING("W654", Severity.WARNING, "binding without use"),
  ESCALATION_WITHOUT_ASSIGNEE("W655", Severity.WARNING, "escalation without an assignee"),
  REUSED_REASON_CODE("W656", Severity.WARNING, "reason code with two meanings"),
  FOREIGN_REASON_CODE("W657", Severity.WARNING, "reason code of another policy"),
  REPEATED_RULE("W658", Severity.WARNING, "rule written twice"),
  REDUNDANT_ROOT("W659", Severity.WARNING, "category below another one of the list"),
  REPEATED_ITEM("W660", Severity.WARNING, "value twice in a list"),
  MANY_ALTERNATIVES("W661", Severity.WARNING, "rule with many alternatives"),
  TEST_ALWAYS_HOLDS("W662", Severity.WARNING, "test that always holds"),
  PATTERN_IS_TEXT("W663", Severity.WARNING, "pattern without anything variable"),
  GLOB_WITHOUT_WILDCARD("W664", Severity.WARNING, "glob without a wildcard"),
  LAYER_WEAKENS("W665", Severity.WARNING, "layer that takes protection away"),
  GROUP_IN_REPLACEMENT("W668", Severity.WARNING, "replacement that names a group"),
  JUDGE_OF_ITSELF("W669", Severity.WARNING, "provider that would judge itself"),
  TOOL_NAME_AS_WRITTEN("W670", Severity.WARNING, "name of a tool compared as it is written"),
  CALLED_PERMITS("W671", Severity.WARNING, "`called` that lets pass"),
  RULE_BEHIND_MASKING("W672", Severity.WARNING, "rule that looks for what is masked"),
  ENTITY_FOUND_ANYWAY("W673", Severity.WARNING, "entity that is looked for anyway"),
  BROAD_CATEGORY_COMPARED("W680", Severity.WARNING, "broad category compared exactly"),
  CATEGORY_NOT_LOOKED_FOR("W681", Severity.WARNING, "category that nobody looks for"),
  NAME_NO_TOOL_HAS("W682", Severity.WARNING, "name that no tool has"),
  POLICY_WITHOUT_WORK("W683", Severity.WARNING, "policy with nothing to do"),
  WILDCARD_AS_WRITTEN("W684", Severity.WARNING, "wildcard compared as it is written"),
  UNQUOTED_SIGN("W685", Severity.WARNING, "sign that became part of a text"),
  UNKNOWN_SCHEMA_KEYWORD("W686", Severity.WARNING, "keyword that JSON Schema does not know"),
  VALUE_THE_PACK_NEVER_HAS("W687", Severity.WARNING, "comparison with what the pack never has"),
  MISREAD_PATTERN("W688", Severity.WARNING, "pattern that means something else"),
  INVISIBLE_CHARACTER("W689", Severity.WARNING, "invisible character"),
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
