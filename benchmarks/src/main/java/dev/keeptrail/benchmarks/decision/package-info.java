/** One decision of the example chain under JMH: rules alone, scan alone, both. */
@NullMarked
package dev.keeptrail.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
