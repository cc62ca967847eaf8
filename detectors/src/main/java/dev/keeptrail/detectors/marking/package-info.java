/** Detector of classification markings. */
@NullMarked
package dev.keeptrail.detectors.marking;

import org.jspecify.annotations.NullMarked;
