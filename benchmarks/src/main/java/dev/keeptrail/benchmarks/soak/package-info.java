/** A gateway under all kinds of traffic for as long as one likes: does anything grow? */
@NullMarked
package dev.keeptrail.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
