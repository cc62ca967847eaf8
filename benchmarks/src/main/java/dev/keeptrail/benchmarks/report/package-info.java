/** Makes the Markdown tables of {@code docs/performance.md} out of the result files. */
@NullMarked
package dev.keeptrail.benchmarks.report;

import org.jspecify.annotations.NullMarked;
