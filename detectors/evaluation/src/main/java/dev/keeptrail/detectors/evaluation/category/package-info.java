/** The category tree of the built-in detectors, and scanners for parts of it. */
@NullMarked
package dev.keeptrail.detectors.evaluation.category;

import org.jspecify.annotations.NullMarked;
