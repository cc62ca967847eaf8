/** The steps that led to a decision: sequence numbers, no clocks. */
@NullMarked
package dev.keeptrail.engine.trace;

import org.jspecify.annotations.NullMarked;
