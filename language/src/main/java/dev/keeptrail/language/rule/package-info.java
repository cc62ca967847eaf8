/** Engine-neutral rules: conditions over facts, and the effect of a match. */
@NullMarked
package dev.keeptrail.language.rule;

import org.jspecify.annotations.NullMarked;
