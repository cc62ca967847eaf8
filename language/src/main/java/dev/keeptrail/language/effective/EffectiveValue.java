package dev.keeptrail.language.effective;

import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A value that holds in a pack.
 *
 * @param path in the terms of a {@code policy-config.yaml}
 * @param value secrets as references only
 * @param place where it is written; null for a default
 */
public record EffectiveValue(String path, PlanValue value, @Nullable Span place) {}
