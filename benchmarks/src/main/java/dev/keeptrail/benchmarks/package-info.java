/**
 * What Keeptrail costs, measured: one decision ({@code decision}), the gateway under load ({@code
 * load}), and the tables made of the result files ({@code report}). Nothing here is shipped.
 */
@NullMarked
package dev.keeptrail.benchmarks;

import org.jspecify.annotations.NullMarked;
