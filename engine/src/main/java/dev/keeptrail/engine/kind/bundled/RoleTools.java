package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tools a role may call.
 *
 * @param allowed empty where the role may call whatever is not denied
 */
record RoleTools(String role, Optional<List<String>> allowed, List<String> denied) {
  RoleTools {
    allowed = allowed.map(List::copyOf);
    denied = List.copyOf(denied);
  }

  /** One for each role below the setting, read from these two lists of its block. */
  static List<RoleTools> of(Settings settings, String path, String allowed, String denied) {
    List<RoleTools> roles = new ArrayList<>();
    settings
        .blocks(path)
        .forEach((role, block) ->
            roles.add(new RoleTools(role, block.optionalTexts(allowed), block.texts(denied))));
    return roles;
  }

  /**
   * The rules that hold callers to their roles. Where there are any roles, a caller of no listed
   * one may call nothing.
   */
  static List<Rule> rules(List<RoleTools> roles, String denied, String unknownRole) {
    if (roles.isEmpty()) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    List<String> names = roles.stream().map(RoleTools::role).toList();
    rules.add(
        Rule.of(
            "unlisted-role",
            List.of(Condition.match(FactType.TOOL_CALL, List.of()), Callers.outside(names)),
            new Effect.Block(unknownRole)));
    roles.forEach(role -> role.addRules(denied, rules));
    return rules;
  }

  private void addRules(String code, List<Rule> rules) {
    Condition caller = Callers.in(role);
    if (!denied.isEmpty()) {
      rules.add(
          Rule.of(
              "denied-to." + role,
              List.of(ToolNames.calledAmong(denied), caller),
              new Effect.Block(code)));
    }
    allowed.ifPresent(tools ->
        rules.add(
            Rule.of(
                "not-allowed-to." + role,
                List.of(ToolNames.calledOutside(tools), caller),
                new Effect.Block(code))));
  }
}
