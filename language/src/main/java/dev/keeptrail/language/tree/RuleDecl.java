package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One author-written rule.
 *
 * @param description the text after the name; null without one
 * @param when what has to hold
 */
public record RuleDecl(
    Span span, NameDecl name, @Nullable TextDecl description, ExprDecl when, EffectDecl then) {}
