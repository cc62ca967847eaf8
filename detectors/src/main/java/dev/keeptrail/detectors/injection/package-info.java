/** A first rule-based detector of prompt injection. */
@NullMarked
package dev.keeptrail.detectors.injection;

import org.jspecify.annotations.NullMarked;
