/** What texts travel in: data formats, program text, mail, logs; to measure what is still found. */
@NullMarked
package dev.keeptrail.detectors.evaluation.container;

import org.jspecify.annotations.NullMarked;
