/**
 * What scanning costs by size and kind of text, beside running one regular expression after
 * another.
 */
@NullMarked
package dev.keeptrail.benchmarks.scan;

import org.jspecify.annotations.NullMarked;
