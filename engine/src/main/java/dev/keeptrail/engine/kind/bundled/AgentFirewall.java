package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.PersonalData;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Decides which tool calls may run: by name, role, number, amount and what is in them. */
public final class AgentFirewall implements PolicyKind<AgentFirewall.Config> {
  static final String TOOL_BLOCKED = "agent_firewall.tool_blocked";
  static final String TOOL_NOT_ALLOWED = "agent_firewall.tool_not_allowed";
  static final String ROLE_DENIED = "agent_firewall.role_denied";
  static final String UNKNOWN_ROLE = "agent_firewall.unknown_role";
  static final String TOO_MANY_ACTIONS = "agent_firewall.too_many_actions";
  static final String TRANSACTION_LIMIT = "agent_firewall.transaction_limit";
  static final String UNREADABLE = "agent_firewall.unreadable_arguments";
  static final String APPROVAL = "agent_firewall.approval_required";
  static final String ERRORS = "agent_firewall.too_many_errors";
  static final String PII = "agent_firewall.pii_in_action";
  static final String SUSPICIOUS = "agent_firewall.suspicious_action";

  private static final int MAX_ACTIONS = 1_000;
  private static final double MAX_AMOUNT = 1e15;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "agent-firewall",
          Set.of(Phase.TOOL),
          settings(),
          Codes.of(
              TOOL_BLOCKED,
              "the tool is one of `blocked_tools`",
              TOOL_NOT_ALLOWED,
              "there are `allowed_tools`, and the tool is none of them",
              ROLE_DENIED,
              "the caller's role may not call the tool",
              UNKNOWN_ROLE,
              "a tool was called and the caller's role is none of `tools.roles`",
              TOO_MANY_ACTIONS,
              "more tool calls than `max_actions_per_session`",
              TRANSACTION_LIMIT,
              "an amount is above `max_single_transaction`, or is no number",
              UNREADABLE,
              "amounts are limited, and the call's arguments are no JSON",
              ERRORS,
              "as many tools reported errors as `max_errors_before_halt` says",
              PII,
              "the arguments hold personal data",
              SUSPICIOUS,
              "the arguments hold an attack",
              APPROVAL,
              "an amount is above `require_approval_above`, or is no number",
              "agent_firewall.clean",
              "every call may run",
              "agent_firewall.fault",
              "a detector failed that the policy depends on"),
          "decides which tool calls of a model may run");

  private static List<Setting> settings() {
    return List.of(
        Fields.optionalTools(
            "allowed_tools",
            "the only tools that may be called, `*` and `?` as wildcards; without the list, all"
                + " that are not blocked"),
        Fields.tools(
            "blocked_tools",
            "tools that must not be called, whatever else is allowed; compared in any case"),
        Fields.limit(
            "max_actions_per_session",
            new SettingType.Int(0, MAX_ACTIONS),
            "how many tool calls a conversation may hold: those answered in the request and"
                + " those of the answer"),
        Fields.block(
            "tools",
            "",
            Fields.blocks(
                "roles",
                "what callers of a role may call, beside the lists above; with any role listed,"
                    + " callers of no listed role may call nothing",
                Fields.optionalTools(
                    "allowed",
                    "tools that the role may call; without the list, all that are not denied"),
                Fields.tools("denied", "tools that the role may not call"))),
        Fields.block(
            "transaction_limits",
            "",
            Fields.limit(
                "max_single_transaction",
                new SettingType.Decimal(0, MAX_AMOUNT),
                "the largest amount of one call, its sign left aside; larger ones are blocked"),
            Fields.limit(
                "require_approval_above",
                new SettingType.Decimal(0, MAX_AMOUNT),
                "a call of a larger amount waits for a person"),
            Fields.texts(
                "amount_fields",
                List.of("amount"),
                "where amounts stand in arguments, as dotted paths")),
        Fields.block(
            "kill_switches",
            "",
            Fields.limit(
                "max_errors_before_halt",
                new SettingType.Int(1, MAX_ACTIONS),
                "stops a conversation in which so many tools answered with an error"),
            Fields.bool(
                "halt_on_pii_in_action", false, "blocks calls with personal data in arguments"),
            Fields.bool(
                "halt_on_suspicious_pattern",
                false,
                "blocks calls with an injection or another attack in arguments")),
        Fields.block(
            "monitoring",
            "",
            alert("alert_on_denied_action", new SettingType.Bool()),
            alert("alert_on_rate_limit", new SettingType.Bool()),
            alert("alert_threshold_percent", new SettingType.Int(0, 100))));
  }

  private static Setting alert(String name, SettingType type) {
    return Fields.inert(
        name, type, "every refused call is an event of the ledger; alerts are made from events");
  }

  /** How large amounts may be. */
  public record Amounts(OptionalDouble most, OptionalDouble unapproved, List<String> fields) {
    public Amounts {
      fields = List.copyOf(fields);
    }
  }

  /** What stops a conversation or a call at once. */
  public record KillSwitches(OptionalInt errors, boolean pii, boolean suspicious) {}

  /**
   * The block in typed form.
   *
   * @param allowed empty where everything is allowed that is not blocked
   */
  public record Config(
      Optional<List<String>> allowed,
      List<String> blocked,
      OptionalInt maxActions,
      List<RoleTools> roles,
      Amounts amounts,
      KillSwitches switches) {
    public Config {
      allowed = allowed.map(List::copyOf);
      blocked = List.copyOf(blocked);
      roles = List.copyOf(roles);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.optionalTexts("allowed_tools"),
        settings.texts("blocked_tools"),
        settings.optionalInteger("max_actions_per_session"),
        RoleTools.of(settings, "tools.roles", "allowed", "denied"),
        new Amounts(
            settings.optionalDecimal("transaction_limits.max_single_transaction"),
            settings.optionalDecimal("transaction_limits.require_approval_above"),
            ToolAmounts.paths(settings, "transaction_limits.amount_fields")),
        new KillSwitches(
            settings.optionalInteger("kill_switches.max_errors_before_halt"),
            settings.bool("kill_switches.halt_on_pii_in_action"),
            settings.bool("kill_switches.halt_on_suspicious_pattern")));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<Rule> rules = new ArrayList<>();
    if (!config.blocked().isEmpty()) {
      rules.add(
          Rule.of(
              "blocked-tool",
              List.of(ToolNames.calledAmong(config.blocked())),
              new Effect.Block(TOOL_BLOCKED)));
    }
    config
        .allowed()
        .ifPresent(tools ->
            rules.add(
                Rule.of(
                    "tool-not-allowed",
                    List.of(ToolNames.calledOutside(tools)),
                    new Effect.Block(TOOL_NOT_ALLOWED))));
    rules.addAll(RoleTools.rules(config.roles(), ROLE_DENIED, UNKNOWN_ROLE));
    config.maxActions().ifPresent(most -> rules.addAll(ToolCounts.atMost(most, TOO_MANY_ACTIONS)));
    addAmounts(config.amounts(), rules);
    config
        .switches()
        .errors()
        .ifPresent(most ->
            rules.add(
                Rule.of(
                    "too-many-errors",
                    List.of(ToolCounts.errorsAtLeast(most)),
                    new Effect.Block(ERRORS))));
    Set<String> categories = new LinkedHashSet<>();
    addFindings(config.switches(), categories, rules);
    return PolicyLowering.of(new ScanRequest(categories, List.of(), List.of()), rules);
  }

  private static void addAmounts(Amounts amounts, List<Rule> rules) {
    boolean limited = amounts.most().isPresent() || amounts.unapproved().isPresent();
    if (!limited || amounts.fields().isEmpty()) {
      return;
    }
    rules.add(
        Rule.of(
            "unreadable-arguments",
            List.of(ToolNames.call(ToolAmounts.UNREADABLE)),
            new Effect.Block(UNREADABLE)));
    amounts
        .most()
        .ifPresent(most ->
            rules.add(
                Rule.of(
                    "amount-too-large",
                    List.of(ToolNames.call(ToolAmounts.above(most, amounts.fields()))),
                    new Effect.Block(TRANSACTION_LIMIT))));
    amounts
        .unapproved()
        .ifPresent(most ->
            rules.add(
                Rule.of(
                    "amount-needs-approval",
                    List.of(ToolNames.call(ToolAmounts.above(most, amounts.fields()))),
                    new Effect.Escalate(APPROVAL))));
  }

  private static void addFindings(KillSwitches switches, Set<String> categories, List<Rule> rules) {
    if (switches.pii()) {
      List<String> personal = new ArrayList<>(PersonalData.ALWAYS);
      personal.addAll(PersonalCategories.CARD_DETAILS);
      personal.addAll(PersonalCategories.HEALTH);
      categories.addAll(personal);
      rules.add(
          Rule.of(
              "personal-data", List.of(ToolFindings.inArguments(personal)), new Effect.Block(PII)));
    }
    if (switches.suspicious()) {
      categories.addAll(ToolFindings.ATTACKS);
      rules.add(
          Rule.of(
              "attack",
              List.of(ToolFindings.attackInArguments(ToolFindings.SURE)),
              new Effect.Block(SUSPICIOUS)));
    }
  }
}
