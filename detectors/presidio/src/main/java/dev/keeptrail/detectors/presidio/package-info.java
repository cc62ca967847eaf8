/** A detector behind HTTP: any service that answers as the Presidio analyzer does. */
@NullMarked
package dev.keeptrail.detectors.presidio;

import org.jspecify.annotations.NullMarked;
