/** Puts normalisation, the shared pass, detectors and overlap resolution together. */
@NullMarked
package dev.keeptrail.detectors.pipeline;

import org.jspecify.annotations.NullMarked;
