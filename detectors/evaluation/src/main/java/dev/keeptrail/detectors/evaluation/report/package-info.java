/** What an evaluation came to: tables and named figures, for people and for programs. */
@NullMarked
package dev.keeptrail.detectors.evaluation.report;

import org.jspecify.annotations.NullMarked;
