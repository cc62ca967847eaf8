/**
 * The gateway under load, closed loop: an upstream in a process of its own, the gateway in a
 * process of its own, and as many blocking connections as asked. Each round measures the bare
 * upstream beside the gateway, so that what the gateway adds is a difference within one round.
 */
@NullMarked
package dev.keeptrail.benchmarks.load;

import org.jspecify.annotations.NullMarked;
