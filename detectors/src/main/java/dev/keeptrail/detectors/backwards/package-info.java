/** Numbers that are written from their end. */
@NullMarked
package dev.keeptrail.detectors.backwards;

import org.jspecify.annotations.NullMarked;
