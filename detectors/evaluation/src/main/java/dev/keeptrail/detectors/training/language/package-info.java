/** Trains and measures the language identifier. */
@NullMarked
package dev.keeptrail.detectors.training.language;

import org.jspecify.annotations.NullMarked;
