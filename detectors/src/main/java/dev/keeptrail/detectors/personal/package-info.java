/** Detectors of personal data: addresses, numbers, identifiers. */
@NullMarked
package dev.keeptrail.detectors.personal;

import org.jspecify.annotations.NullMarked;
