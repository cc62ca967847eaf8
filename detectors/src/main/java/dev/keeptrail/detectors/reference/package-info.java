/** Numbers that organisations know persons by, and what is left of numbers that were cut short. */
@NullMarked
package dev.keeptrail.detectors.reference;

import org.jspecify.annotations.NullMarked;
