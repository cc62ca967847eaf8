/** From a text as written to the text that detectors look at, and back. */
@NullMarked
package dev.keeptrail.detectors.text;

import org.jspecify.annotations.NullMarked;
