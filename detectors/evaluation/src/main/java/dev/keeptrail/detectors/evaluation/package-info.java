/** Labelled corpora: read, scanned, scored. */
@NullMarked
package dev.keeptrail.detectors.evaluation;

import org.jspecify.annotations.NullMarked;
