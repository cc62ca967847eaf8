/** Detectors of vehicle identification numbers and licence plates. */
@NullMarked
package dev.keeptrail.detectors.vehicle;

import org.jspecify.annotations.NullMarked;
