/** What compiling, linting and formatting a pack costs. */
@NullMarked
package dev.keeptrail.benchmarks.check;

import org.jspecify.annotations.NullMarked;
