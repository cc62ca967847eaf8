package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks provider targets, one by one and against each other. */
final class TargetChecker {
  /** How other systems name a variable of the environment where a key stands. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?:\\$|os\\.environ/|env:|env\\.|process\\.env\\.|\\{\\{|\\$\\{)\\s*"
              + "(?:env:|env\\.)?([A-Z][A-Z0-9_]{2,127})\\s*(?:\\}\\}|\\})?");

  private final Problems problems;
  private final BlockChecker blocks;
  private final BaseUrlChecker urls;
  private final ProviderChecker providers;
  private final AccessChecker access;
  private final DataPolicyChecker data;

  TargetChecker(Problems problems, BlockChecker blocks) {
    this.problems = problems;
    this.blocks = blocks;
    this.urls = new BaseUrlChecker(problems);
    this.providers = new ProviderChecker(problems);
    this.access = new AccessChecker(problems);
    this.data = new DataPolicyChecker(problems);
  }

  List<ProviderPlan> check(List<BlockDecl> targets) {
    List<ProviderPlan> plans = new ArrayList<>();
    Map<String, Span> ids = new HashMap<>();
    for (BlockDecl decl : targets) {
      CheckedBlock target = checkedBlock(decl);
      checkId(target, ids);
      plans.add(plan(target));
    }
    return plans;
  }

  private CheckedBlock checkedBlock(BlockDecl decl) {
    return new CheckedBlock(decl, blocks.check(decl.path(), decl.fields(), PackSettings.TARGET));
  }

  private void checkId(CheckedBlock target, Map<String, Span> ids) {
    target.require("id", "`id: primary`", problems);
    Optional<String> id = target.text("id");
    if (id.isEmpty()) {
      return;
    }
    if (!Names.isId(id.get())) {
      String message = Quoted.word(id.get()) + " is not an id for a target";
      report(DiagnosticCode.INVALID_NAME, target, "id", message, Names.ID_HINT);
      return;
    }
    Span first = ids.putIfAbsent(id.get(), target.valueSpan("id"));
    if (first != null) {
      String message = "id " + Quoted.word(id.get()) + " is used twice";
      String hint = "the first one is on line " + first.line();
      report(DiagnosticCode.DUPLICATE_ID, target, "id", message, hint);
    }
  }

  private ProviderPlan plan(CheckedBlock target) {
    checkModel(target);
    ProviderChecker.Choice choice = providers.check(target);
    SecretRef secret = secret(target);
    return new ProviderPlan(
        target.text("id").orElse(""),
        choice.provider(),
        choice.model(),
        urls.check(target, secret != null).orElse(null),
        secret,
        access.check(target, choice),
        data.check(target));
  }

  private void checkModel(CheckedBlock target) {
    Optional<String> model = target.text("model");
    if (model.filter(name -> name.contains("${")).isPresent()) {
      String hint = "packs know no variables; write the name, or leave the key out";
      report(DiagnosticCode.INVALID_NAME, target, "model", "this is not the name of a model", hint);
      return;
    }
    if (model.filter(m -> m.isBlank() || m.chars().anyMatch(Character::isISOControl)).isPresent()) {
      String hint = "remove the key to let the caller choose the model";
      report(DiagnosticCode.INVALID_NAME, target, "model", "this is not the name of a model", hint);
    }
  }

  private @Nullable SecretRef secret(CheckedBlock target) {
    if (target.has("api_key")) {
      return literal(target);
    }
    return target.values().entries().get("secret_key_ref") instanceof PlanValue.Secret secret
        ? secret.ref()
        : null;
  }

  private SecretRef literal(CheckedBlock target) {
    String said = target.text("api_key").orElse("");
    Matcher variable = VARIABLE.matcher(said.strip());
    if (variable.matches()) {
      report(
          DiagnosticCode.SECRET_AS_TEXT,
          target,
          "api_key",
          "packs know no variables, so this text itself would be sent as the key",
          "write `secret_key_ref: {env: %s}` in its place".formatted(variable.group(1)));
      return new SecretRef.Literal(said);
    }
    String hint = "use `secret_key_ref: {env: NAME}`, and replace this key: it may have leaked";
    if (target.has("secret_key_ref")) {
      String message = "`api_key` and `secret_key_ref` exclude each other";
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          target.keySpan("api_key"),
          target.path("api_key"),
          message,
          "keep `secret_key_ref`");
    }
    problems.add(
        DiagnosticCode.LITERAL_SECRET,
        target.keySpan("api_key"),
        target.path("api_key"),
        "a key is written in the pack itself",
        hint);
    return new SecretRef.Literal(said);
  }

  private void report(
      DiagnosticCode code, CheckedBlock target, String field, String message, String hint) {
    problems.add(code, target.valueSpan(field), target.path(field), message, hint);
  }
}
