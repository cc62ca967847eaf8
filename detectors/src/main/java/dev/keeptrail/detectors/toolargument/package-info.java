/** Attacks in the arguments of tool calls, by what the parameter takes. */
@NullMarked
package dev.keeptrail.detectors.toolargument;

import org.jspecify.annotations.NullMarked;
