/**
 * Advice on packs that are valid: what can never happen, what probably was not meant, what others
 * will stumble over. One small class per rule; {@link dev.keeptrail.language.lint.LintRules} lists
 * them. Reads trees, plans and rules; changes none.
 *
 * <pre>
 * CompiledPack -> Linter -> LintRules (source, chain, lists, rules) -> Ignores -> LintResult -> FixRun
 * </pre>
 */
@NullMarked
package dev.keeptrail.language.lint;

import org.jspecify.annotations.NullMarked;
