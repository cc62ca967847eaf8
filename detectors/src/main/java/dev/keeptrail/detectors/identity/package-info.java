/** Detectors of numbers that states give to people and companies, and of travel documents. */
@NullMarked
package dev.keeptrail.detectors.identity;

import org.jspecify.annotations.NullMarked;
