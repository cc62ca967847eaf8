/** Trains and measures the name tagger. */
@NullMarked
package dev.keeptrail.detectors.training.name;

import org.jspecify.annotations.NullMarked;
