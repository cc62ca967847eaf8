/** Detectors of phrases that stand near each other in one sentence. */
@NullMarked
package dev.keeptrail.detectors.phrase;

import org.jspecify.annotations.NullMarked;
