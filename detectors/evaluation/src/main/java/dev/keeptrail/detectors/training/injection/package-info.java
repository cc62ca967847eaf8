/**
 * Trains the model that detects prompt injections, and measures what it makes of sources it has not
 * seen.
 */
@NullMarked
package dev.keeptrail.detectors.training.injection;

import org.jspecify.annotations.NullMarked;
