/**
 * One decision under JMH: the example chain with rules alone, scan alone, both; very many rules.
 */
@NullMarked
package dev.keeptrail.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
