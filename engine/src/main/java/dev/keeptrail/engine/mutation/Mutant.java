package dev.keeptrail.engine.mutation;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A pack with one small change.
 *
 * @param operator the sort of change
 * @param where the policy, and the rule or setting in it; {@code chain} for the order of policies
 * @param words what is otherwise
 * @param span where the changed part is written; null where that is not known
 */
public record Mutant(
    String operator, String where, String words, @Nullable Span span, PackPlan plan) {}
