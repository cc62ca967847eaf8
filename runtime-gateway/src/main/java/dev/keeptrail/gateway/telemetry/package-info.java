/** Metrics and the access log; neither ever holds content. */
@NullMarked
package dev.keeptrail.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
