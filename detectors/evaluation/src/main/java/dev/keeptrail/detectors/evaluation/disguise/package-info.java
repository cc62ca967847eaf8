/** Transformations that hide text, to measure what detectors still see. */
@NullMarked
package dev.keeptrail.detectors.evaluation.disguise;

import org.jspecify.annotations.NullMarked;
