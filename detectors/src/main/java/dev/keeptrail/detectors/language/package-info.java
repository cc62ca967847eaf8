/** Which language a text is written in. */
@NullMarked
package dev.keeptrail.detectors.language;

import org.jspecify.annotations.NullMarked;
