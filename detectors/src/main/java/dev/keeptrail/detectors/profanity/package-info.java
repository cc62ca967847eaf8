/** Offensive words by severity, in some fifteen languages; looked for only when asked. */
@NullMarked
package dev.keeptrail.detectors.profanity;

import org.jspecify.annotations.NullMarked;
