/** Postal addresses by rule, country by country. */
@NullMarked
package dev.keeptrail.detectors.address;

import org.jspecify.annotations.NullMarked;
