/** Kills gateways under load, and looks for what they had promised. */
@NullMarked
package dev.keeptrail.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
