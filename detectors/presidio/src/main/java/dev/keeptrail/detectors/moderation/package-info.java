/** Detectors that have a service judge whole texts. */
@NullMarked
package dev.keeptrail.detectors.moderation;

import org.jspecify.annotations.NullMarked;
