/** Detectors of credentials. */
@NullMarked
package dev.keeptrail.detectors.secret;

import org.jspecify.annotations.NullMarked;
