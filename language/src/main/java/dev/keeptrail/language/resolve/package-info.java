/**
 * From names to meaning: imports, definitions, types, and rules as the engines run them. Reads
 * trees, makes {@link dev.keeptrail.language.rule.Rule}s.
 */
@NullMarked
package dev.keeptrail.language.resolve;

import org.jspecify.annotations.NullMarked;
