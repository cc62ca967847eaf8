package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.resolve.TemplateReader.PartDecl;
import dev.keeptrail.language.resolve.TemplateReader.TemplateDecl;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks up what an effect names, and makes the effect. */
final class EffectResolver {
  /** A placeholder counts as one character of a part. */
  private static final Pattern REASON = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");

  private static final int MAX_REASON = 200;

  private final Problems problems;
  private final Budget budget;
  private final ExpressionChecker expressions;

  EffectResolver(Problems problems, Budget budget, ExpressionChecker expressions) {
    this.problems = problems;
    this.budget = budget;
    this.expressions = expressions;
  }

  /**
   * The effect; empty when its verb was reported.
   *
   * @param place what the effect's names mean
   * @param alternatives which matched facts each alternative has
   */
  Optional<Effect> resolve(EffectDraft draft, Place place, List<List<FactType>> alternatives) {
    Template reason = reason(draft.reason(), place);
    Template message = optional(draft.message(), place);
    Template replacement = optional(draft.replacement(), place);
    Verb verb = draft.verb();
    if (verb == null) {
      return Optional.empty();
    }
    List<Integer> targets = targets(draft, verb, place, alternatives);
    return Optional.of(
        switch (verb) {
          case ALLOW -> new Effect.Allow(reason);
          case FLAG -> new Effect.Flag(reason);
          case TAG -> new Effect.Tag(reason);
          case REDACT -> new Effect.Redact(reason, targets);
          case REWRITE ->
              new Effect.Rewrite(
                  reason, targets, replacement == null ? Template.of("") : replacement);
          case ESCALATE -> new Effect.Escalate(reason, message, draft.assignee());
          case BLOCK -> new Effect.Block(reason, message);
        });
  }

  Map<String, Template> tags(EffectDraft draft, Place place) {
    Map<String, Template> tags = new LinkedHashMap<>();
    draft.tags().forEach((name, template) -> tags.put(name, template(template, place)));
    return tags;
  }

  private @Nullable Template optional(@Nullable TemplateDecl template, Place place) {
    return template == null ? null : template(template, place);
  }

  private Template template(TemplateDecl template, Place place) {
    List<Template.Part> parts = new ArrayList<>();
    for (PartDecl part : template.parts()) {
      switch (part) {
        case PartDecl.Text(String text) -> {
          budget.spend(Budget.size(text), template.span(), place.origin().path());
          parts.add(new Template.Part.Text(text));
        }
        case PartDecl.Place(ExprDecl value) -> {
          Typed typed = expressions.check(value, place);
          parts.add(new Template.Part.Place(typed.expr()));
        }
      }
    }
    return new Template(parts.isEmpty() ? List.of(new Template.Part.Text("")) : parts);
  }

  private Template reason(TemplateDecl decl, Place place) {
    var outline = new StringBuilder();
    for (PartDecl part : decl.parts()) {
      switch (part) {
        case PartDecl.Text(String text) -> outline.append(text);
        case PartDecl.Place(ExprDecl value) -> {
          outline.append('x');
          checkFewValues(value, place);
        }
      }
    }
    if (outline.length() > MAX_REASON || !REASON.matcher(outline).matches()) {
      problems.add(
          DiagnosticCode.INVALID_REASON_CODE,
          decl.span(),
          place.origin().path(),
          Quoted.word(written(decl)) + " is no reason code",
          "two or more parts of `a-z`, `0-9` and `_`, joined by dots, such as"
              + " `wire_transfer.large`");
    }
    return template(decl, place);
  }

  private static String written(TemplateDecl decl) {
    var written = new StringBuilder();
    for (PartDecl part : decl.parts()) {
      written.append(part instanceof PartDecl.Text(String text) ? text : "{}");
    }
    return written.toString();
  }

  private void checkFewValues(ExprDecl value, Place place) {
    if (!(Operands.bare(value) instanceof ExprDecl.Invalid)
        && place.field(value).filter(FactField::fewValues).isEmpty()) {
      Typed typed = expressions.check(value, place);
      if (!typed.poisoned() && !(typed.expr() instanceof Expr.Literal)) {
        problems.add(
            DiagnosticCode.MANY_VALUED_REASON,
            value.span(),
            place.origin().path(),
            "a reason code may only name fields with few values, none written by callers or models",
            "say it in `message` or `tags`; `category`, `role` and `channel` have few values");
      }
    }
  }

  private List<Integer> targets(
      EffectDraft draft, Verb verb, Place place, List<List<FactType>> alternatives) {
    List<Integer> targets = new ArrayList<>();
    for (NameDecl target : draft.targets()) {
      if (!verb.edits()) {
        wrongTarget(target, place, Quoted.word(verb.word()) + " takes no targets", null);
        continue;
      }
      target(target, place)
          .ifPresent(slot -> {
            if (!targets.contains(slot)) {
              targets.add(slot);
            }
          });
    }
    if (verb.edits() && draft.targets().isEmpty()) {
      boolean some = alternatives.stream().allMatch(types -> types.contains(FactType.FINDING));
      if (!some) {
        problems.add(
            DiagnosticCode.NOTHING_TO_EDIT,
            draft.span(),
            place.origin().path(),
            alternatives.size() == 1
                ? "there is nothing to " + verb.word() + ": the rule matches no finding"
                : "there is nothing to "
                    + verb.word()
                    + ": not every alternative matches a finding",
            "bind a message (`m: message()`) and write `" + verb.word() + " m`");
      }
    }
    return targets.stream().sorted().toList();
  }

  private Optional<Integer> target(NameDecl target, Place place) {
    Optional<Bindings.Fact> fact = place.bindings().find(place.origin(), target.text());
    if (fact.isEmpty()) {
      List<String> known = place.bindings().names(place.origin());
      problems.add(
          DiagnosticCode.UNKNOWN_NAME,
          target.span(),
          place.origin().path(),
          "unknown binding " + Quoted.word(target.text()),
          known.isEmpty()
              ? "bind what the rule matches, as in `f: finding()`"
              : Wording.choice(target.text(), known, "bindings"));
      return Optional.empty();
    }
    FactType type = fact.get().type();
    if (type == null) {
      return Optional.empty();
    }
    if (type != FactType.FINDING && type != FactType.MESSAGE) {
      wrongTarget(
          target,
          place,
          Quoted.word(target.text())
              + " is a "
              + Quoted.word(type.word())
              + ", which no effect can edit",
          "findings and messages can be edited");
      return Optional.empty();
    }
    return Optional.of(fact.get().slot());
  }

  private void wrongTarget(NameDecl target, Place place, String message, @Nullable String hint) {
    problems.add(DiagnosticCode.WRONG_TARGET, target.span(), place.origin().path(), message, hint);
  }
}
