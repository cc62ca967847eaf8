/** Trained files as they lie in the archive, checked when read. */
@NullMarked
package dev.keeptrail.detectors.resource;

import org.jspecify.annotations.NullMarked;
