/** Program text in answers, by language. */
@NullMarked
package dev.keeptrail.detectors.code;

import org.jspecify.annotations.NullMarked;
