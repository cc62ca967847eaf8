/** Labelled rows: read from files, recognised by their fields. */
@NullMarked
package dev.keeptrail.detectors.evaluation.corpus;

import org.jspecify.annotations.NullMarked;
