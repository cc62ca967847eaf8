/** One scorer for each family of rows: how a row is scanned, when it is right, what is counted. */
@NullMarked
package dev.keeptrail.detectors.evaluation.score;

import org.jspecify.annotations.NullMarked;
