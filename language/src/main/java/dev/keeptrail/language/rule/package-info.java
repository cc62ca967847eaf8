/** Engine-neutral rules: conditions over facts, expressions, and the effect of a match. */
@NullMarked
package dev.keeptrail.language.rule;

import org.jspecify.annotations.NullMarked;
