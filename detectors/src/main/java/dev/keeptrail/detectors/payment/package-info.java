/** Detectors of payment data. */
@NullMarked
package dev.keeptrail.detectors.payment;

import org.jspecify.annotations.NullMarked;
