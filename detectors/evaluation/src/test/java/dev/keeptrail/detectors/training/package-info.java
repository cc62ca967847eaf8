/** Trains anew what the repository holds, and compares. */
@NullMarked
package dev.keeptrail.detectors.training;

import org.jspecify.annotations.NullMarked;
