/** Detectors of health data: record, insurance and provider numbers. */
@NullMarked
package dev.keeptrail.detectors.health;

import org.jspecify.annotations.NullMarked;
